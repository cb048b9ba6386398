import type { DeclaredFiles } from "../components/MilestoneList";
import type { TypedTerms } from "./termsDraft";

export interface TermsFormProps {
  typed: TypedTerms;
  files: DeclaredFiles;
  errorAt: (field: string) => string | null;
  onChange: (part: Partial<TypedTerms>, field: string) => void;
  onLeave: (field: string) => void;
}
