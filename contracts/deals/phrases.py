"""The words between what people agreed, in every language of the product."""

from __future__ import annotations

from typing import Any, Final

from contracts.deals.states import Exclusivity
from marketplace.taxonomy.choices import TransferMode

WORDS: Final[dict[str, dict[str, str]]] = {
    "en": {
        "code": "Document code: {code}",
        "set": "Clauses: {set}, version {version}, in force from {day}",
        "seller": "Seller: {name}, registration number {number}",
        "buyer": "Buyer: {name}, registration number {number}",
        "article": "Article {number} ({title})",
        "schedule": "Schedule {number} ({title})",
        "terms": "Terms",
        "technology": "Technology: {value}",
        "mode": "Way of transfer: {value}",
        "field": "Field of use: {value}",
        "territory": "Territory: {value}",
        "exclusivity": "Exclusivity: {value}",
        "months": "Term: {value}",
        "for_months": "for {months} months",
        "for_good": "without end",
        "upfront": "Payment on signature: {value}",
        "royalty": "Royalty: {value} of net sales",
        "no_royalty": "Royalty: none",
        "note": "Note: {value}",
        "nda": "NDA beside this contract: {value}",
        "milestones": "Milestones",
        "no_milestones": "There are no milestones.",
        "milestone": "{number}. {title}: {amount}, by {day}",
        "delivery": "Delivered: {value}",
        "document": "Document of the NDA's annex: {id}, commitment {commitment}",
        "release": "The sealed deposit of Schedule 3 is released.",
        "deposits": "Deposits in escrow",
        "deposit": "{number}, commitment {commitment}",
        "no_deposits": "None.",
        "left_out": "Clauses left out",
        "left": "{title}: {reason}",
        "none_left": "None.",
    },
    "ko": {
        "code": "문서 코드: {code}",
        "set": "조항: {set} 제{version}판, {day}부터 시행",
        "seller": "제공자: {name}, 사업자등록번호 {number}",
        "buyer": "도입자: {name}, 사업자등록번호 {number}",
        "article": "제{number}조({title})",
        "schedule": "별지 {number}({title})",
        "terms": "조건",
        "technology": "기술: {value}",
        "mode": "이전 방식: {value}",
        "field": "사용 분야: {value}",
        "territory": "지역: {value}",
        "exclusivity": "독점 여부: {value}",
        "months": "기간: {value}",
        "for_months": "{months}개월 동안",
        "for_good": "기간의 제한 없이",
        "upfront": "선급금: {value}",
        "royalty": "경상기술료: 순매출액의 {value}",
        "no_royalty": "경상기술료: 없음",
        "note": "비고: {value}",
        "nda": "함께 적용되는 비밀유지계약: {value}",
        "milestones": "단계별 대금",
        "no_milestones": "단계별 대금이 없다.",
        "milestone": "{number}. {title}: {amount}, {day}까지",
        "delivery": "납품: {value}",
        "document": "비밀유지계약 별지의 문서: {id}, 커밋먼트 {commitment}",
        "release": "별지 3의 봉인된 임치물을 교부한다.",
        "deposits": "임치물",
        "deposit": "{number}, 커밋먼트 {commitment}",
        "no_deposits": "없음",
        "left_out": "제외한 조항",
        "left": "{title}: {reason}",
        "none_left": "없음",
    },
}
MODES: Final[dict[str, dict[str, str]]] = {
    "en": {
        TransferMode.LICENCE: "a licence",
        TransferMode.ASSIGNMENT: "an assignment of the rights",
        TransferMode.JOINT_DEVELOPMENT: "development together",
        TransferMode.SUPPLY: "supply of what is made with it",
        TransferMode.INVESTMENT: "an investment in the Seller",
    },
    "ko": {
        TransferMode.LICENCE: "실시권 허락",
        TransferMode.ASSIGNMENT: "권리 양도",
        TransferMode.JOINT_DEVELOPMENT: "공동 개발",
        TransferMode.SUPPLY: "제품 공급",
        TransferMode.INVESTMENT: "제공자에 대한 투자",
    },
}
EXCLUSIVITIES: Final[dict[str, dict[str, str]]] = {
    "en": {
        Exclusivity.EXCLUSIVE: "exclusive",
        Exclusivity.SOLE: "sole",
        Exclusivity.NON_EXCLUSIVE: "non-exclusive",
    },
    "ko": {
        Exclusivity.EXCLUSIVE: "독점",
        Exclusivity.SOLE: "제공자 유보 독점",
        Exclusivity.NON_EXCLUSIVE: "비독점",
    },
}

SIGNATURE_WORDS: Final[dict[str, dict[str, Any]]] = {
    "en": {
        "signatures": "Signatures",
        "seller": "Seller",
        "buyer": "Buyer",
        "methods": {
            "passkey": "Signed by a passkey over the hash of the statement.",
            "totp": (
                "Signed after a fresh code of an authenticator app (lower level than a passkey)."
            ),
        },
        "statement": "SHA-256 of the signed statement",
        "checking": "How to check",
        "text_sha256": "SHA-256 of the text",
        "steps": [
            "Take the files out of this document: pdfdetach -saveall contract.pdf",
            "sha256sum contract.txt gives the hash of the text above.",
            "sha256sum signature-seller.json signature-buyer.json gives the hashes beside the "
            "signatures; each statement names the hash of the text.",
            "The entries of the evidence log hold the same hashes; an evidence pack proves them.",
        ],
    },
    "ko": {
        "signatures": "서명",
        "seller": "제공자",
        "buyer": "도입자",
        "methods": {
            "passkey": "패스키로 진술의 해시에 서명함.",
            "totp": "인증 앱의 코드를 새로 입력한 뒤 서명함(패스키보다 낮은 수준).",
        },
        "statement": "서명한 진술의 SHA-256",
        "checking": "확인 방법",
        "text_sha256": "본문의 SHA-256",
        "steps": [
            "이 문서에서 첨부 파일을 꺼낸다: pdfdetach -saveall contract.pdf",
            "sha256sum contract.txt의 값이 위 본문의 해시와 같은지 본다.",
            "sha256sum signature-seller.json signature-buyer.json의 값이 서명 옆의 해시와 같은지 "
            "보고, 각 진술에 본문의 해시가 있는지 본다.",
            "증거 로그의 기록에 같은 해시가 있으며, 증거 묶음으로 증명한다.",
        ],
    },
}
