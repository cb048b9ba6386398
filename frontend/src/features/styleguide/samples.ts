import { CombinedError } from "urql";
import type { Language } from "@/shared/i18n/setup";

/** What the parts are shown with; only developers read it, so it lies beside them. */
export const SAMPLES = {
  en: {
    languages: "English",
    step: "The large firm sent a new version of the terms. Answer it.",
    turn: "Your firm, until 28 November, 18:00",
    waits: "The other firm reads the NDA.",
    act: "Read the terms",
    other: "Withdraw",
    readers: "Nurigyeol Materials: owner, deal leads. Sotdaemoe Energy: named readers",
    sealed: "Sealed, March 2026",
    chips: ["Draft", "On the market", "Waiting", "Declined", "New"],
    field: "Purpose of use",
    help: "What the data may be used for, and nothing else.",
    wrong: "Say what the data will be used for.",
    choices: ["Licence", "Transfer"],
    choiceHelp: "The right to use it; the owner stays.",
    file: "heat-treatment-curves.pdf",
    waiting: "The connection is interrupted. It goes on by itself.",
    failed: "The file changed while it was sent. Choose it again.",
    columns: ["Instalment", "State", "Due", "Amount"],
    rows: [
      ["First payment", "Held", "28 November 2026", "KRW 248,000,000"],
      ["Prototype delivered", "Waiting for delivery", "31 March 2027", "KRW 120,000,000"],
      ["Series", "Declined", "30 June 2027", "KRW 80,000,000"],
    ],
    empty: "No payment yet. It appears here once the contract is signed.",
    errand: "Answer the match request",
    note: "Battery barrier sheet",
    due: "until 28 November",
    figures: ["On the market", "To answer", "Overdue"],
    sealedOn: "Sealed, 19 September 2026",
    chartTitle: "Most deals have waited for less than a week.",
    roundsTitle: "After three versions the totals are equal.",
    sides: ["Small firm", "Large firm"],
    rounds: ["KRW 480,000,000", "KRW 320,000,000", "KRW 368,000,000"],
    done: "The terms are accepted.",
    sentence: ["Nobody receives data before both signed the ", "NDA", "."],
    consequences: [
      "Sotdaemoe Energy reads the summary and your name.",
      "The act is recorded with your name and the time.",
    ],
    confirm: "Accept the match",
    facts: [
      ["Number", "SB-2026-0042"],
      ["Made on", "3 March 2026"],
    ],
  },
  ko: {
    languages: "한국어",
    step: "대기업이 거래조건안을 고쳐 보냈습니다. 답하세요.",
    turn: "귀사, 11월 28일 18:00까지",
    waits: "상대 기업이 비밀유지계약을 읽고 있습니다.",
    act: "거래조건 보기",
    other: "철회",
    readers: "누리결소재 대표와 거래 책임자, 솟대뫼에너지 지정 열람자",
    sealed: "봉인 완료, 2026년 3월",
    chips: ["초안", "게시 중", "대기 중", "거절됨", "새 소식"],
    field: "사용 목적",
    help: "자료를 쓸 수 있는 유일한 용도입니다.",
    wrong: "자료를 어디에 쓸지 적으세요.",
    choices: ["실시권", "기술 이전"],
    choiceHelp: "쓸 수 있는 권리이며 소유자는 그대로입니다.",
    file: "열처리-곡선.pdf",
    waiting: "연결이 끊겼습니다. 다시 연결되면 저절로 이어집니다.",
    failed: "보내는 동안 파일이 바뀌었습니다. 다시 고르세요.",
    columns: ["대금", "상태", "기한", "금액"],
    rows: [
      ["선급금", "예치", "2026년 11월 28일", "2억 4,800만 원"],
      ["시제품 인도", "인도 대기", "2027년 3월 31일", "1억 2,000만 원"],
      ["양산", "거절됨", "2027년 6월 30일", "8,000만 원"],
    ],
    empty: "아직 대금이 없습니다. 계약에 서명하면 여기에 나타납니다.",
    errand: "연결 요청에 답하기",
    note: "배터리 차단 시트",
    due: "11월 28일까지",
    figures: ["게시 중", "답할 요청", "기한 지남"],
    sealedOn: "봉인 완료, 2026년 9월 19일",
    chartTitle: "거래 대부분이 일주일 안에 움직였습니다.",
    roundsTitle: "세 번째 안에서 총액이 같아졌습니다.",
    sides: ["중소기업", "대기업"],
    rounds: ["4억 8,000만 원", "3억 2,000만 원", "3억 6,800만 원"],
    done: "거래조건에 합의했습니다.",
    sentence: ["두 기업이 모두 ", "비밀유지계약", "에 서명하기 전에는 자료를 받지 않습니다."],
    consequences: [
      "솟대뫼에너지가 요약과 귀사의 이름을 봅니다.",
      "이 행위는 이름, 시각과 함께 기록됩니다.",
    ],
    confirm: "연결 수락",
    facts: [
      ["번호", "SB-2026-0042"],
      ["만든 날", "2026년 3월 3일"],
    ],
  },
} as const satisfies Record<Language, object>;

export type Sample = (typeof SAMPLES)[Language];

function refused(code: string): CombinedError {
  return new CombinedError({
    graphQLErrors: [{ message: "", extensions: { code, reference: "9f2c41d07a" } }],
  });
}

export const ERRORS = [
  new CombinedError({ networkError: new Error("offline") }),
  refused("INTERNAL"),
  refused("FORBIDDEN"),
  refused("UNAUTHENTICATED"),
] as const;
