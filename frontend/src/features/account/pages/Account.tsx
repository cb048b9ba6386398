import { Button, NativeSelect } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { UpdateProfileDocument } from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { switchLanguage } from "@/shared/i18n/setup";
import { AccountPlaces } from "@/shared/session/AccountPlaces";
import { useDraft } from "@/shared/session/draft";
import { Guarded } from "@/shared/session/Guarded";
import { useOutcomes } from "@/shared/session/outcomes";
import { useSession, type Viewer } from "@/shared/session/session";
import { Done, Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import { LimitedInput } from "@/shared/ui/Limited";
import { PageHead } from "@/shared/ui/PageHead";
import { Panel } from "@/shared/ui/Panel";
import { ChangeAddress } from "../components/ChangeAddress";
import styles from "../components/Form.module.css";

/** Name, language, address, and the firm one belongs to. */
export function Account() {
  const { t } = useTranslation("people");
  const { viewer } = useSession();
  return (
    <div className={styles.page}>
      <PageHead title={t("account.title")} lead={t("account.lead")} />
      <AccountPlaces />
      <Guarded>
        {viewer ? (
          <>
            <Profile viewer={viewer} />
            <ChangeAddress viewer={viewer} />
            <FirmOfMine viewer={viewer} />
          </>
        ) : null}
      </Guarded>
    </div>
  );
}

const FIELDS = ["name"] as const;

function Profile({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation(["people", "common", "security"]);
  const { name: known, language: spoken } = viewer;
  const [draft, keep] = useDraft(`profile.${known}.${spoken}`, {
    name: known,
    language: spoken,
  });
  const { name, language } = draft;
  const [said, setSaid] = useState(false);
  const [, update] = useTypedMutation(UpdateProfileDocument);
  const act = useAct(FIELDS);
  const outcomes = useOutcomes();

  async function submit(event: FormEvent) {
    event.preventDefault();
    setSaid(false);
    if (name.trim() === "")
      return act.refuse([{ field: "name", words: t("security:codes.required") }]);
    const done = await act.run(async () =>
      outcomes.ofMutation(await update({ name: name.trim(), language })),
    );
    if (!done) return;
    await switchLanguage(language === "KO" ? "ko" : "en");
    setSaid(true);
  }

  return (
    <Panel title={t("account.title")}>
      <form
        className={styles.form}
        ref={act.form}
        onSubmit={(event) => void submit(event)}
        noValidate
      >
        <Trouble words={act.words} />
        <LimitedInput
          label={t("account.name")}
          description={t("account.nameHelp")}
          inputWrapperOrder={["label", "input", "description", "error"]}
          name="name"
          autoComplete="name"
          most={80}
          value={name}
          onChange={(event) => {
            keep({ name: event.currentTarget.value });
            setSaid(false);
            act.clear("name");
          }}
          error={act.at("name")}
        />
        <NativeSelect
          label={t("account.language")}
          value={language}
          onChange={(event) => {
            keep({ language: event.currentTarget.value === "KO" ? "KO" : "EN" });
            setSaid(false);
          }}
          data={[
            { value: "KO", label: t("common:language.ko") },
            { value: "EN", label: t("common:language.en") },
          ]}
        />
        <div className={styles.actions}>
          <Button type="submit" loading={act.busy}>
            {t("account.save")}
          </Button>
        </div>
        <Done words={said ? t("account.saved") : null} />
        {act.window}
      </form>
    </Panel>
  );
}

function FirmOfMine({ viewer }: { viewer: Viewer }) {
  const { t, i18n } = useTranslation(["people", "terms"]);
  const firm = viewer.organisation;
  const names = firm ? [firm.nameKo, firm.nameEn] : [];
  const name = (i18n.language === "ko" ? names : names.reverse()).find((each) => each !== "");
  return (
    <Panel title={t("account.firm")}>
      <div className={styles.part}>
        {firm ? (
          <p>
            {name} · {t(`terms:verification.${firm.verification}`)}
          </p>
        ) : (
          <p>{t("account.noFirm")}</p>
        )}
        <Button component={Link} to={firm ? "/firm" : "/join"} variant="default">
          {t(firm ? "account.toFirm" : "account.join")}
        </Button>
      </div>
    </Panel>
  );
}
