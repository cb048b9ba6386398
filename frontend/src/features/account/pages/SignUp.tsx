import { Button, NativeSelect } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useSearchParams } from "react-router";
import { switchLanguage } from "@/shared/i18n/setup";
import { askAccount } from "@/shared/session/allauth";
import { useDraft } from "@/shared/session/draft";
import { InAppHint } from "@/shared/session/InAppHint";
import { type Problem, useOutcomes } from "@/shared/session/outcomes";
import { useSession } from "@/shared/session/session";
import { Trouble } from "@/shared/session/Trouble";
import { useAct } from "@/shared/session/useAct";
import { LimitedInput } from "@/shared/ui/Limited";
import { PageHead } from "@/shared/ui/PageHead";
import formStyles from "../components/Form.module.css";
import { MailCode } from "../components/MailCode";
import { NewPassword } from "../components/NewPassword";
import { passwordHints } from "../passwordHints";
import { keepPendingAddress, pendingAddress, usePendingStep } from "../pendingStep";
import styles from "./SignUp.module.css";

const FIELDS = ["name", "email", "password"] as const;

/** An account for a person; the code from the mail makes it theirs. */
export function SignUp() {
  const { t } = useTranslation("people");
  const { viewer, restart } = useSession();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const [pending, setPending] = usePendingStep(viewer !== null);
  const coded = pending === "verify_email" && !viewer;

  function enter() {
    restart();
    void navigate(params.get("next") ?? "/join", { replace: true });
  }

  return (
    <div className={styles.page}>
      <div className={styles.main}>
        <PageHead
          title={t(coded ? "codeStep.title" : "signUp.title")}
          {...(coded ? {} : { lead: t("signUp.lead") })}
        />
        <InAppHint />
        {coded ? (
          <MailCode email={pendingAddress()} onDone={enter} onOther={() => setPending(null)} />
        ) : viewer ? (
          <div className={formStyles.part}>
            <p>{t("signIn.already", { ns: "account", name: viewer.name })}</p>
            <Button component={Link} to="/join">
              {t("signIn.continue", { ns: "account" })}
            </Button>
          </div>
        ) : (
          <SignUpForm onSent={() => setPending("verify_email")} onEntered={enter} />
        )}
      </div>
      <aside className={styles.steps} aria-labelledby="steps-title">
        <h2 id="steps-title">{t("signUp.steps")}</h2>
        <ol>
          <li data-here={coded}>{t("signUp.one")}</li>
          <li>{t("signUp.two")}</li>
          <li>{t("signUp.three")}</li>
        </ol>
      </aside>
    </div>
  );
}

function SignUpForm({ onSent, onEntered }: { onSent: () => void; onEntered: () => void }) {
  const { t, i18n } = useTranslation(["people", "account", "security", "common"]);
  const [draft, change, forget] = useDraft("sign-up", { name: "", email: "" });
  const [password, setPassword] = useState("");
  const act = useAct(FIELDS);
  const outcomes = useOutcomes();
  const own = [draft.name, draft.email];
  const malformed = draft.email.trim() !== "" && !/^\S+@\S+\.\S+$/.test(draft.email.trim());

  function looked(): Problem[] {
    const problems: Problem[] = [];
    const need = (field: string, words: string) => problems.push({ field, words });
    if (draft.name.trim() === "") need("name", t("account:signIn.errors.noName"));
    if (draft.email.trim() === "") need("email", t("account:signIn.errors.noEmail"));
    else if (malformed) problems.push({ field: "email", words: t("security:codes.invalid") });
    const hints = passwordHints(password, own);
    if (password === "") need("password", t("account:signIn.errors.noPassword"));
    else if (!hints.long)
      problems.push({ field: "password", words: t("security:codes.password_too_short") });
    else if (!hints.own)
      problems.push({ field: "password", words: t("security:codes.password_too_similar") });
    return problems;
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    const before = looked();
    if (before.length > 0) return act.refuse(before);
    const email = draft.email.trim();
    const done = await act.run(async () =>
      outcomes.ofAccount(
        await askAccount("POST", "auth/signup", {
          name: draft.name.trim(),
          email,
          password,
          language: i18n.language === "ko" ? "ko" : "en",
        }),
      ),
    );
    if (!done) return;
    keepPendingAddress(email);
    forget();
    if (done.pending === "verify_email") onSent();
    else onEntered();
  }

  return (
    <form
      className={formStyles.form}
      ref={act.form}
      onSubmit={(event) => void submit(event)}
      noValidate
    >
      <Trouble words={act.words} />
      <LimitedInput
        label={t("signUp.name")}
        description={t("signUp.nameHelp")}
        inputWrapperOrder={["label", "input", "description", "error"]}
        name="name"
        autoComplete="name"
        size="md"
        most={80}
        value={draft.name}
        onChange={(event) => {
          change({ name: event.currentTarget.value });
          act.clear("name");
        }}
        error={act.at("name")}
      />
      <LimitedInput
        label={t("signUp.email")}
        description={t("signUp.emailHelp")}
        inputWrapperOrder={["label", "input", "description", "error"]}
        type="email"
        name="email"
        autoComplete="email"
        size="md"
        most={254}
        value={draft.email}
        onChange={(event) => {
          change({ email: event.currentTarget.value });
          act.clear("email");
        }}
        onBlur={() => {
          if (malformed) act.note({ field: "email", words: t("security:codes.invalid") });
        }}
        error={act.at("email")}
      />
      <NewPassword
        label={t("signUp.password")}
        value={password}
        own={own}
        error={act.at("password")}
        onChange={(next) => {
          setPassword(next);
          act.clear("password");
        }}
      />
      <NativeSelect
        label={t("signUp.language")}
        description={t("signUp.languageHelp")}
        inputWrapperOrder={["label", "input", "description", "error"]}
        size="md"
        value={i18n.language}
        onChange={(event) => void switchLanguage(event.currentTarget.value === "ko" ? "ko" : "en")}
        data={[
          { value: "ko", label: t("common:language.ko") },
          { value: "en", label: t("common:language.en") },
        ]}
      />
      <div className={formStyles.actions}>
        <Button type="submit" size="md" loading={act.busy}>
          {t("signUp.submit")}
        </Button>
        <span className={formStyles.aside}>
          {t("signUp.have")} <Link to="/sign-in">{t("signUp.signIn")}</Link>
        </span>
      </div>
    </form>
  );
}
