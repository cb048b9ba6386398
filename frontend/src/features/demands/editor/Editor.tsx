import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Conflict } from "@/shared/drafting/Conflict";
import { EditorFrame, type View } from "@/shared/drafting/EditorFrame";
import { useFaults } from "@/shared/drafting/faults";
import frame from "@/shared/drafting/frame.module.css";
import { jumpTo } from "@/shared/drafting/jump";
import { Missing } from "@/shared/drafting/Missing";
import { differences } from "@/shared/drafting/merge";
import { SaveLine } from "@/shared/drafting/SaveLine";
import type { Language } from "@/shared/graphql/generated/graphql";
import { PageHead } from "@/shared/ui/PageHead";
import { DemandForm } from "./DemandForm";
import {
  combine,
  faultsIn,
  flatten,
  isWritten,
  missingIn,
  type StoredDemand,
  todayInKorea,
} from "./demandDraft";
import { EditorAside } from "./EditorAside";
import styles from "./editor.module.css";
import { useDemandFieldNames } from "./fieldNames";
import { GuideCard } from "./guide/GuideCard";
import { KnownBefore } from "./KnownBefore";
import { useKeptRemarks } from "./keptRemarks";
import { PublishWindow } from "./PublishWindow";
import { openRemarks, type Remark } from "./remarks";
import { selectPlace } from "./selectPlace";
import { useDemand } from "./useDemand";
import { useDemandPreview } from "./useDemandPreview";

interface EditorProps {
  demand: StoredDemand | null;
  owner: string;
  mayPublish: boolean;
}

/** Write a demand: the need, what would fit, what others will see of it, and the publication. */
export function Editor({ demand, owner, mayPublish }: EditorProps) {
  const { t, i18n } = useTranslation(["offer", "demand"]);
  const writing = useDemand(demand, owner);
  const nameOf = useDemandFieldNames();
  const serverFault = useFaults(writing.errors);
  const pageLanguage: Language = i18n.language === "ko" ? "KO" : "EN";
  const [language, setLanguage] = useState<Language>(() => {
    const { texts } = writing.content;
    const other: Language = pageLanguage === "KO" ? "EN" : "KO";
    return isWritten(texts[other]) && !isWritten(texts[pageLanguage]) ? other : pageLanguage;
  });
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState(false);
  const [shown, setShown] = useState<View>("write");
  const { kept, keep, takeBack } = useKeptRemarks(writing.id);
  const live = useDemandPreview(writing.content, writing.id);
  const missing = missingIn(writing.content);
  const faults = faultsIn(writing.content, todayInKorea(new Date()));
  const faultOf = (field: string) => {
    const own = faults.get(field);
    return own ? t(`fault.${own}`) : serverFault(field);
  };

  function jump(field: string) {
    const at = /^(ko|en)\./.exec(field)?.[1];
    if (at) setLanguage(at === "ko" ? "KO" : "EN");
    jumpTo(field === "texts" ? `${language.toLowerCase()}.title` : field);
  }

  function show(remark: Remark) {
    setShown("write");
    jump(remark.field);
    selectPlace(remark);
  }

  async function ask() {
    setMarked(new Set(missing));
    const wrong = writing.errors.find((each) => each.field)?.field;
    const first = missing[0] ?? [...faults.keys()][0] ?? wrong;
    if (first) return jump(first);
    if (await writing.flush()) setAsking(true);
  }

  const { theirs } = writing;
  // Praise harms nobody; a date or a name is worth a second look before it is read by others.
  const left = openRemarks(live.preview?.remarks ?? [], kept).filter(
    (remark) => remark.kind !== "EMPTY_WORD",
  );
  return (
    <div className={styles.page}>
      <PageHead
        title={t(demand || writing.id ? "title.demandEdit" : "title.demandNew")}
        lead={t("lead.demand")}
        above={
          demand
            ? { name: t("back.demand"), to: `/demands/${demand.id}` }
            : { name: t("demand:mine.title"), to: "/demands?mine=1" }
        }
      />
      {theirs ? (
        <Conflict
          found={differences(
            flatten(writing.base()),
            flatten(writing.content),
            flatten(theirs.content),
          )}
          nameOf={nameOf}
          onChoose={(fields) =>
            writing.settle(combine(writing.content, theirs.content, fields), theirs)
          }
        />
      ) : null}
      <EditorFrame
        form={
          <>
            <DemandForm
              draft={writing.content}
              language={language}
              onLanguage={setLanguage}
              onChange={writing.change}
              faultOf={faultOf}
              marked={marked}
              known={<KnownBefore demandId={writing.id} flush={writing.flush} />}
              guide={
                <GuideCard
                  owner={owner}
                  demandId={writing.id}
                  language={language}
                  words={writing.content.texts[language]}
                  onWords={(words) =>
                    writing.change({
                      ...writing.content,
                      texts: { ...writing.content.texts, [language]: words },
                    })
                  }
                />
              }
            />
            <Missing
              fields={missing}
              nameOf={nameOf}
              onJump={jump}
              complete={t(mayPublish ? "missing.mayPublish" : "missing.otherPublishes")}
            />
          </>
        }
        preview={
          <EditorAside
            draft={writing.content}
            language={language}
            live={live}
            kept={kept}
            onShow={show}
            onKeep={keep}
            onTakeBack={takeBack}
          />
        }
        besideName={t("view.beside")}
        view={{ shown, onShow: setShown }}
        bar={
          <>
            <SaveLine
              state={writing.state}
              savedAt={writing.savedAt}
              onSignedIn={() => void writing.flush()}
            />
            <div className={frame.barActions}>
              {missing[0] ? (
                <Button variant="default" onClick={() => jump(missing[0] ?? "")}>
                  {t("missing.next", { count: missing.length })}
                </Button>
              ) : null}
              {mayPublish ? (
                <Button onClick={() => void ask()}>{t("demand:action.publish")}</Button>
              ) : null}
            </div>
          </>
        }
      />
      {asking ? (
        <PublishWindow
          writing={writing}
          language={pageLanguage}
          left={left}
          onFault={jump}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </div>
  );
}
