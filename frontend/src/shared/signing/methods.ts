import { useEffect, useState } from "react";
import { type AccountAnswer, askAccount } from "@/shared/session/allauth";

/** By what a person may prove who signs, as the account service knows it. */
export interface SigningMethods {
  app: boolean;
  passkey: boolean;
}

export function methodsOf(data: unknown): SigningMethods {
  const list = Array.isArray(data) ? (data as { type?: string }[]) : [];
  return {
    app: list.some((each) => each.type === "totp"),
    passkey: list.some((each) => each.type === "webauthn"),
  };
}

/** Ask which ways of signing the account has; null until that is known. */
export function useSigningMethods(): {
  methods: SigningMethods | null;
  trouble: AccountAnswer | null;
} {
  const [methods, setMethods] = useState<SigningMethods | null>(null);
  const [trouble, setTrouble] = useState<AccountAnswer | null>(null);
  useEffect(() => {
    let gone = false;
    void askAccount("GET", "account/authenticators").then((answer) => {
      if (gone) return;
      if (answer.ok) setMethods(methodsOf(answer.data));
      else setTrouble(answer);
    });
    return () => {
      gone = true;
    };
  }, []);
  return { methods, trouble };
}
