import { Button } from "@mantine/core";
import { IconArrowRight, IconFingerprint, IconPencilCheck } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PasskeyAssertion } from "@/shared/graphql/generated/graphql";
import { useDraft } from "@/shared/session/draft";
import type { Outcome } from "@/shared/session/outcomes";
import { passkeysPossible } from "@/shared/session/passkey";
import { Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import { Choices } from "@/shared/ui/Choices";
import { LimitedInput } from "@/shared/ui/Limited";
import { Bar, Loading } from "@/shared/ui/states";
import { Window } from "@/shared/ui/Window";
import { useSigningMethods } from "./methods";
import { NoMethod } from "./NoMethod";
import styles from "./SignWindow.module.css";
import { type DocumentType, usePasskeySignature } from "./usePasskeySignature";
import { What, type WhatIsSigned } from "./What";

export interface SignInput {
  title: string;
  /** Left out where a fresh code of the authenticator app stands for it. */
  assertion?: PasskeyAssertion;
}

interface SignWindowProps {
  documentType: DocumentType;
  documentId: string;
  revision: number;
  /** What will happen, to whom it becomes visible. */
  consequences: readonly string[];
  what?: WhatIsSigned;
  /** Send the signature; refusals at the field `title` stand at that field. */
  onSign: (input: SignInput) => Promise<Outcome<unknown>>;
  onDone: () => void;
  onClose: () => void;
}

const FIELDS = ["title"] as const;
type Way = "passkey" | "app";

/** Sign: what is signed, in which position, what follows, and the proof of who signs. */
export function SignWindow(props: SignWindowProps) {
  const { t } = useTranslation(["signing", "common", "security"]);
  const [draft, setDraft, forget] = useDraft(`sign.${props.documentType}.${props.documentId}`, {
    title: "",
  });
  const { methods, trouble } = useSigningMethods();
  const [chosen, setChosen] = useState<Way | null>(null);
  const act = useAct(FIELDS);
  const askPasskey = usePasskeySignature();
  const ways = (["passkey", "app"] as const).filter((each) => methods?.[each]);
  const usable = ways.filter((each) => each === "app" || passkeysPossible());
  const way = chosen ?? usable[0] ?? null;
  const none = methods !== null && way === null;

  async function submit(event: FormEvent) {
    event.preventDefault();
    event.stopPropagation();
    const title = draft.title.trim();
    if (title === "") return act.refuse([{ field: "title", words: t("title.needed") }]);
    const done = await act.run(() =>
      way === "passkey" ? byPasskey(title) : props.onSign({ title }),
    );
    if (!done) return;
    forget();
    props.onDone();
  }

  async function byPasskey(title: string): Promise<Outcome<unknown>> {
    const { documentType, documentId, revision } = props;
    const asked = await askPasskey({ documentType, documentId, revision, title });
    return asked.value ? props.onSign({ title, assertion: asked.value }) : asked;
  }

  return (
    <Window title={t("window.title")} onClose={props.onClose}>
      <form
        ref={act.form}
        className={styles.form}
        onSubmit={(event) => void submit(event)}
        noValidate
      >
        {props.what ? <What what={props.what} /> : null}
        <ul className={styles.list}>
          {props.consequences.map((each) => (
            <li key={each}>
              <IconArrowRight size={16} aria-hidden="true" />
              {each}
            </li>
          ))}
        </ul>
        <Trouble words={act.words ?? (trouble ? t("security:codes.unknown") : null)} />
        {methods || trouble ? null : (
          <Loading>
            <Bar width="60%" height={44} />
          </Loading>
        )}
        {none ? <NoMethod hasPasskey={ways.length > 0} /> : null}
        <LimitedInput
          label={t("title.label")}
          description={t("title.help")}
          inputWrapperOrder={["label", "input", "description", "error"]}
          name="title"
          autoComplete="organization-title"
          most={80}
          data-autofocus
          value={draft.title}
          onChange={(event) => {
            setDraft({ title: event.currentTarget.value });
            act.clear("title");
          }}
          error={act.at("title")}
        />
        {usable.length > 1 ? (
          <Choices
            label={t("way.label")}
            value={way}
            onChange={(next) => {
              setChosen(next);
              act.clear();
            }}
            choices={usable.map((each) => ({
              value: each,
              name: t(`way.${each}`),
              help: t(`way.${each}Help`),
            }))}
          />
        ) : null}
        {usable.length === 1 && way ? <p className={styles.way}>{t(`way.${way}Help`)}</p> : null}
        <p className={styles.final}>{t("common:consequence.noUndo")}</p>
        <div className={styles.actions}>
          <Button variant="default" onClick={props.onClose}>
            {t("common:cancel")}
          </Button>
          <Button
            type="submit"
            disabled={none}
            loading={act.busy}
            leftSection={
              way === "passkey" ? (
                <IconFingerprint size={16} aria-hidden="true" />
              ) : (
                <IconPencilCheck size={16} aria-hidden="true" />
              )
            }
          >
            {t(way === "passkey" ? "window.signPasskey" : "window.sign")}
          </Button>
        </div>
      </form>
      {act.window}
    </Window>
  );
}
