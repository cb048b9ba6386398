import { Checkbox, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useDeal } from "@/shared/deals/DealContext";
import { Seals } from "@/shared/evidence/Seals";
import type { GrantableFilesQuery } from "@/shared/graphql/generated/graphql";
import { SealChip } from "@/shared/ui/SealChip";
import { Bar, Loading } from "@/shared/ui/states";
import { sizeWords } from "../sizes";
import { ALL_PAGES, type PageRange, readRange } from "./pages";
import styles from "./requests.module.css";

export type Chosen = Readonly<Record<string, PageRange>>;
type File = GrantableFilesQuery["grantableFiles"][number];

interface FilePickerProps {
  files: readonly File[];
  loading: boolean;
  chosen: Chosen;
  /** Whether it was tried to go on, so that what is missing is said. */
  tried: boolean;
  onChange: (chosen: Chosen) => void;
}

/** Choose files of the sealed deposits, and of each the pages. */
export function FilePicker({ files, loading, chosen, tried, onChange }: FilePickerProps) {
  const { t } = useTranslation("request");
  const deposits = [...new Map(files.map((each) => [each.depositId, each])).values()];
  const technologyId = useDeal().match.technology?.id ?? "";
  const none = tried && Object.keys(chosen).length === 0;

  function toggle(id: string) {
    const { [id]: had, ...rest } = chosen;
    onChange(had ? rest : { ...chosen, [id]: ALL_PAGES });
  }

  return (
    <fieldset className={styles.group}>
      <legend>{t("grant.files")}</legend>
      <p className={styles.help}>{t("grant.filesHelp")}</p>
      {loading ? (
        <Loading>
          <Bar height={44} />
        </Loading>
      ) : null}
      {!loading && files.length === 0 ? <p className={styles.wrong}>{t("grant.noFiles")}</p> : null}
      {deposits.map((deposit) => (
        <div key={deposit.depositId} className={styles.deposit}>
          <p>
            <Seals technologyId={technologyId} number={deposit.depositNumber}>
              <SealChip label={deposit.depositNumber} />
            </Seals>{" "}
            {deposit.depositTitle}
          </p>
          {files
            .filter((each) => each.depositId === deposit.depositId)
            .map((file) => (
              <FileChoice
                key={file.id}
                file={file}
                range={chosen[file.id] ?? null}
                invalid={none}
                onToggle={() => toggle(file.id)}
                onRange={(range) => onChange({ ...chosen, [file.id]: range })}
              />
            ))}
        </div>
      ))}
      {none ? <p className={styles.wrong}>{t("grant.filesNeeded")}</p> : null}
    </fieldset>
  );
}

interface FileChoiceProps {
  file: File;
  range: PageRange | null;
  invalid: boolean;
  onToggle: () => void;
  onRange: (range: PageRange) => void;
}

function FileChoice({ file, range, invalid, onToggle, onRange }: FileChoiceProps) {
  const { t, i18n } = useTranslation("request");
  const wrong = range !== null && readRange(range) === null;
  return (
    <div className={styles.choice} data-on={range !== null}>
      <Checkbox
        label={file.name}
        description={sizeWords(file.size, i18n.language)}
        checked={range !== null}
        {...(invalid ? { "aria-invalid": true } : {})}
        onChange={onToggle}
      />
      {range ? (
        <div className={styles.range}>
          {(["first", "last"] as const).map((end) => (
            <TextInput
              key={end}
              label={t(`grant.${end}`)}
              placeholder={t(`grant.${end}All`)}
              inputMode="numeric"
              size="sm"
              value={range[end]}
              error={wrong}
              onChange={(event) => onRange({ ...range, [end]: event.currentTarget.value })}
            />
          ))}
          {wrong ? <p className={styles.wrong}>{t("grant.wrongPages")}</p> : null}
        </div>
      ) : null}
    </div>
  );
}
