import { useTranslation } from "react-i18next";
import { SavedSearchesDocument } from "@/shared/graphql/generated/graphql";
import { useTypedQuery } from "@/shared/graphql/operations";
import { Bar, ErrorState, Loading } from "@/shared/ui/states";
import type { MarketAddress } from "../address";
import { SavedList } from "./SavedList";
import { SaveForm } from "./SaveForm";

interface SavedPanelProps {
  address: MarketAddress;
  canSave: boolean;
  /** Whether somebody looks: counting what is new asks each search once more. */
  open: boolean;
  onOpened: () => void;
}

/** The searches that a person keeps, and the way to keep the present one. */
export function SavedPanel({ address, canSave, open, onOpened }: SavedPanelProps) {
  const { t } = useTranslation("seek");
  const options = { fresh: true, pause: !open };
  const [{ data, error }, again] = useTypedQuery(SavedSearchesDocument, {}, options);
  const saved = data?.savedSearches;
  return (
    <>
      {canSave ? (
        <SaveForm key={JSON.stringify(address)} address={address} onSaved={again} />
      ) : (
        <p className="sb-muted sb-small">{t("saved.notDocument")}</p>
      )}
      {error && !saved ? <ErrorState error={error} retry={again} /> : null}
      {open && !error && !saved ? (
        <Loading>
          <Bar width="70%" />
        </Loading>
      ) : null}
      {saved ? <SavedList saved={saved} again={again} onOpened={onOpened} /> : null}
    </>
  );
}
