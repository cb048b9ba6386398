import { Button, TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { Chip, type Tone } from "@/shared/ui/Chip";
import { Choices } from "@/shared/ui/Choices";
import { ConfirmByConsequence } from "@/shared/ui/ConfirmByConsequence";
import { CopyButton } from "@/shared/ui/CopyButton";
import { DataTable } from "@/shared/ui/DataTable";
import { Errands } from "@/shared/ui/Errands";
import { Figures } from "@/shared/ui/Figures";
import { Ladder } from "@/shared/ui/Ladder";
import { LinkTabs } from "@/shared/ui/LinkTabs";
import { NextStep } from "@/shared/ui/NextStep";
import { Outcome } from "@/shared/ui/Outcome";
import { Facts, Panel } from "@/shared/ui/Panel";
import { Progress } from "@/shared/ui/Progress";
import { SealChip } from "@/shared/ui/SealChip";
import { STAGES } from "@/shared/ui/stages";
import { Bar, Empty, ErrorState } from "@/shared/ui/states";
import { Term } from "@/shared/ui/Term";
import { TrlGauge } from "@/shared/ui/TrlGauge";
import { VisibilityStrip } from "@/shared/ui/VisibilityStrip";
import { ERRORS, type Sample } from "../samples";
import { Charts } from "./Charts";
import { Path } from "./Path";
import { Records } from "./Records";
import { Tokens } from "./Tokens";

export interface Part {
  name: string;
  draw: (s: Sample) => ReactNode;
}

const TONES: readonly Tone[] = ["plain", "seal", "amber", "red", "blue"];

/** Every shared part in every state. */
export const PARTS: readonly Part[] = [
  { name: "Tokens", draw: () => <Tokens /> },
  {
    name: "Button",
    draw: (s) => (
      <Row>
        <Button>{s.act}</Button>
        <Button variant="default">{s.act}</Button>
        <Button variant="light">{s.act}</Button>
        <Button color="red">{s.other}</Button>
        <Button loading>{s.act}</Button>
        <Button disabled>{s.act}</Button>
      </Row>
    ),
  },
  {
    name: "Chip, SealChip, TrlGauge",
    draw: (s) => (
      <Row>
        {TONES.map((tone, at) => (
          <Chip key={tone} tone={tone}>
            {s.chips[at]}
          </Chip>
        ))}
        <SealChip label={s.sealed} />
        <SealChip label={s.sealedOn} fingerprint={<code>555f…cbe4</code>} />
        <SealChip label={s.sealedOn} fingerprint={<code>555f…cbe4</code>} onOpen={stop} />
        <TrlGauge level={6} />
        <TrlGauge level={null} />
      </Row>
    ),
  },
  {
    name: "NextStep",
    draw: (s) => (
      <>
        <NextStep sentence={s.step} turn={s.turn} yours action={<Button>{s.act}</Button>} />
        <NextStep sentence={s.waits} turn={s.turn} />
      </>
    ),
  },
  {
    name: "Ladder",
    draw: (s) => (
      <>
        <Ladder stage={null} view="hidden" />
        {STAGES.map((stage) => (
          <Ladder key={stage} stage={stage} view="viewer" turn={s.turn} />
        ))}
      </>
    ),
  },
  { name: "VisibilityStrip", draw: (s) => <VisibilityStrip readers={s.readers} /> },
  { name: "ProofChip, Timeline", draw: () => <Records /> },
  { name: "ProofDrawer", draw: () => <Path /> },
  { name: "Charts", draw: (s) => <Charts s={s} /> },
  {
    name: "Term",
    draw: (s) => (
      <p>
        {s.sentence[0]}
        <Term word="nda">{s.sentence[1]}</Term>
        {s.sentence[2]}
      </p>
    ),
  },
  { name: "Fields", draw: (s) => <Fields s={s} /> },
  { name: "ConfirmByConsequence", draw: (s) => <Confirm s={s} /> },
  {
    name: "Progress",
    draw: (s) => (
      <>
        <Progress label={s.file} done={9_437_184} total={41_943_040} unit="bytes" onCancel={stop} />
        <Progress label={s.file} done={0} total={null} unit="pages" onCancel={stop} />
        <Progress
          label={s.file}
          done={12}
          total={40}
          unit="pages"
          state="waiting"
          note={s.waiting}
          onCancel={stop}
        />
        <Progress label={s.file} done={30} total={40} unit="pages" state="failed" note={s.failed} />
        <Progress label={s.file} done={40} total={40} unit="pages" state="done" />
      </>
    ),
  },
  {
    name: "DataTable",
    draw: (s) => (
      <DataTable
        label={s.columns[0]}
        rows={s.rows as readonly (readonly string[])[]}
        keyOf={([first = ""]) => first}
        toneOf={(row) => (row === s.rows[1] ? "waiting" : row === s.rows[2] ? "failed" : undefined)}
        columns={s.columns.map((name, at) => ({
          key: name,
          name,
          cell: (row: readonly string[]) => row[at],
          ...(at === 0 ? { heads: true } : {}),
          ...(at === 3 ? { align: "end" as const, sort: "amount" } : {}),
        }))}
      />
    ),
  },
  {
    name: "Errands, Figures",
    draw: (s) => (
      <>
        <Errands
          title={s.chips[2]}
          errands={[
            { key: "one", to: "/styleguide", title: s.errand, note: s.note, due: s.due },
            { key: "two", to: "/styleguide", title: s.errand, due: s.due, urgent: true },
          ]}
        />
        <Errands title={s.chips[4]} errands={[]} empty={s.empty} />
        <Errands title={s.chips[4]} errands={[]} loading />
        <Figures
          label={s.figures[0]}
          figures={[
            { name: s.figures[0], value: 12 },
            { name: s.figures[1], value: 3, tone: "amber" },
            { name: s.figures[2], value: 1, tone: "red" },
          ]}
        />
      </>
    ),
  },
  {
    name: "Panel, Facts, LinkTabs",
    draw: (s) => (
      <>
        <LinkTabs
          label={s.chips[0]}
          tabs={s.chips
            .slice(0, 3)
            .map((name, at) => ({ to: "/styleguide", name, here: at === 1 }))}
        />
        <Panel title={s.note} aside={<SealChip label={s.sealed} />}>
          <Facts rows={s.facts.map(([name, value]) => ({ name, value }))} />
        </Panel>
      </>
    ),
  },
  {
    name: "Outcome, Empty, Loading, ErrorState",
    draw: (s) => (
      <>
        <Outcome words={s.done} />
        <Empty title={s.empty}>
          <Button variant="default">{s.act}</Button>
        </Empty>
        <div aria-hidden="true">
          <Bar width="60%" height={32} />
        </div>
        {ERRORS.map((error, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
          <ErrorState key={at} error={error} retry={stop} />
        ))}
      </>
    ),
  },
];

function stop(): void {
  // Nothing is under way here.
}

function Row({ children }: { children: ReactNode }) {
  return (
    <div style={{ display: "flex", flexWrap: "wrap", alignItems: "center", gap: 8 }}>
      {children}
    </div>
  );
}

function Fields({ s }: { s: Sample }) {
  const [choice, setChoice] = useState<"0" | "1">("0");
  return (
    <>
      <TextInput label={s.field} description={s.help} placeholder="" defaultValue={s.note} />
      <TextInput label={s.field} description={s.help} error={s.wrong} required />
      <TextInput label={s.field} disabled defaultValue={s.note} />
      <Choices
        label={s.choices.join(" / ")}
        choices={[
          { value: "0", name: s.choices[0], help: s.choiceHelp },
          { value: "1", name: s.choices[1] },
        ]}
        value={choice}
        onChange={setChoice}
      />
      <Row>
        <code>9f2c…41d0</code>
        <CopyButton value="9f2c41d0" label={s.facts[0][0]} />
      </Row>
    </>
  );
}

function Confirm({ s }: { s: Sample }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)} style={{ justifySelf: "start" }}>
        {s.confirm}
      </Button>
      {open ? (
        <ConfirmByConsequence
          title={s.confirm}
          consequences={s.consequences}
          undoable={false}
          action={s.confirm}
          reason={{ label: s.field, help: s.help, needed: s.wrong }}
          onConfirm={async () => setOpen(false)}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  );
}
