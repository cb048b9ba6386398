import type { PasskeyAssertion } from "@/shared/graphql/generated/graphql";
import {
  PrepareContractSignatureDocument,
  PrepareNdaSignatureDocument,
} from "@/shared/graphql/generated/graphql";
import { useTypedMutation } from "@/shared/graphql/operations";
import { useAccountWords } from "@/shared/session/accountWords";
import { type Outcome, useOutcomes } from "@/shared/session/outcomes";
import { askPasskey, type PasskeyCredential, PasskeyError } from "@/shared/session/passkey";
import { digestOf } from "./digest";

export type DocumentType = "NDA" | "CONTRACT";

interface Wanted {
  documentType: DocumentType;
  documentId: string;
  revision: number;
  title: string;
}

function assertionOf(preparationId: string, answer: PasskeyCredential): PasskeyAssertion {
  const { clientDataJSON = "", authenticatorData = "", signature = "" } = answer.response;
  return {
    preparationId,
    credentialId: answer.rawId,
    clientDataJson: clientDataJSON,
    authenticatorData,
    signature,
  };
}

/** Let the server write the statement, and a passkey sign its hash. */
export function usePasskeySignature() {
  const [, prepareNda] = useTypedMutation(PrepareNdaSignatureDocument);
  const [, prepareContract] = useTypedMutation(PrepareContractSignatureDocument);
  const outcomes = useOutcomes();
  const wordsOf = useAccountWords();

  function refused(code: string): Outcome<PasskeyAssertion> {
    const words = wordsOf({ field: null, code });
    return { value: null, problems: [{ field: null, words, code }], barrier: null };
  }

  return async (wanted: Wanted): Promise<Outcome<PasskeyAssertion>> => {
    const { documentType, documentId: id, revision, title } = wanted;
    const variables = { id, revision, title };
    const outcome =
      documentType === "NDA"
        ? outcomes.ofMutation(await prepareNda(variables))
        : outcomes.ofMutation(await prepareContract(variables));
    const prepared = outcome.value?.prepared;
    if (!prepared) return { ...outcome, value: null };
    const options = JSON.parse(prepared.options) as { challenge: string };
    // What the passkey signs is the hash of the text that was shown, and nothing else.
    if (options.challenge !== (await digestOf(prepared.statement))) return refused("unknown");
    try {
      const assertion = assertionOf(prepared.id, await askPasskey(options));
      return { value: assertion, problems: [], barrier: null };
    } catch (error) {
      if (!(error instanceof PasskeyError)) throw error;
      return refused(`passkey_${error.reason}`);
    }
  };
}
