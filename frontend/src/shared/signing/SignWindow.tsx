import { Button, TextInput } from "@mantine/core";
import { IconArrowRight, IconPencilCheck } from "@tabler/icons-react";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import type { Language } from "@/shared/graphql/generated/graphql";
import { shortenMiddle } from "@/shared/lib/text";
import { useDraft } from "@/shared/session/draft";
import type { Outcome } from "@/shared/session/outcomes";
import { Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import { Bar, Loading } from "@/shared/ui/states";
import { Window } from "@/shared/ui/Window";
import { useSigningMethods } from "./methods";
import { NoMethod } from "./NoMethod";
import styles from "./SignWindow.module.css";

/** What a passkey answered over the hash of the statement that the server prepared. */
export interface PasskeyAssertion {
  preparationId: string;
  credentialId: string;
  clientDataJson: string;
  authenticatorData: string;
  signature: string;
}

export interface SignInput {
  title: string;
  /** Left out where a fresh code of the authenticator app stands for it. */
  assertion?: PasskeyAssertion;
}

interface SignWindowProps {
  documentType: "NDA" | "CONTRACT";
  documentId: string;
  revision: number;
  /** What will happen, to whom it becomes visible. */
  consequences: readonly string[];
  /** What the document is called, in which language it is, and the hash of its fixed text. */
  what?: { name: string; language: Language; sha256: string };
  /** Send the signature; refusals at the field `title` stand at that field. */
  onSign: (input: SignInput) => Promise<Outcome<unknown>>;
  onDone: () => void;
  onClose: () => void;
}

const FIELDS = ["title"] as const;

/** Sign: what is signed, in which position, what follows, and the proof of who signs. */
export function SignWindow(props: SignWindowProps) {
  const { t } = useTranslation(["signing", "common", "security"]);
  const [draft, setDraft, forget] = useDraft(`sign.${props.documentType}.${props.documentId}`, {
    title: "",
  });
  const { methods, trouble } = useSigningMethods();
  const act = useAct(FIELDS);
  const none = methods !== null && !methods.app && !methods.passkey;

  async function submit(event: FormEvent) {
    event.preventDefault();
    event.stopPropagation();
    const title = draft.title.trim();
    if (title === "") return act.refuse([{ field: "title", words: t("title.needed") }]);
    const done = await act.run(() => props.onSign({ title }));
    if (!done) return;
    forget();
    props.onDone();
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
        {none ? <NoMethod /> : null}
        <TextInput
          label={t("title.label")}
          description={t("title.help")}
          inputWrapperOrder={["label", "input", "description", "error"]}
          name="title"
          autoComplete="organization-title"
          maxLength={80}
          data-autofocus
          value={draft.title}
          onChange={(event) => {
            setDraft({ title: event.currentTarget.value });
            act.clear("title");
          }}
          error={act.at("title")}
        />
        <p className={styles.final}>{t("common:consequence.noUndo")}</p>
        <div className={styles.actions}>
          <Button variant="default" onClick={props.onClose}>
            {t("common:cancel")}
          </Button>
          <Button
            type="submit"
            disabled={none}
            loading={act.busy}
            leftSection={<IconPencilCheck size={16} aria-hidden="true" />}
          >
            {t("window.sign")}
          </Button>
        </div>
      </form>
      {act.window}
    </Window>
  );
}

function What({ what }: { what: NonNullable<SignWindowProps["what"]> }) {
  const { t } = useTranslation(["signing", "common"]);
  return (
    <dl className={styles.what}>
      <div>
        <dt>{t("what.document")}</dt>
        <dd>{what.name}</dd>
      </div>
      <div>
        <dt>{t("what.language")}</dt>
        <dd>{t(`common:language.${what.language === "KO" ? "ko" : "en"}`)}</dd>
      </div>
      <div>
        <dt>{t("what.hash")}</dt>
        <dd>
          <code title={what.sha256}>{shortenMiddle(what.sha256)}</code>
        </dd>
      </div>
    </dl>
  );
}
