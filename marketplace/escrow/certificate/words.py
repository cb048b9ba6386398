"""The words of the certificate, in each language."""

from __future__ import annotations

from typing import Any, Final

from marketplace.escrow.states import DepositKind as Kind

KIND_WORDS: Final[dict[str, dict[str, str]]] = {
    "ko": {
        Kind.DRAWING: "도면",
        Kind.PROCESS: "공정 및 공정 조건",
        Kind.FORMULA: "배합 및 조성",
        Kind.SOFTWARE: "소프트웨어",
        Kind.DESIGN: "설계",
        Kind.TEST_DATA: "시험 데이터",
        Kind.KNOW_HOW: "노하우",
        Kind.OTHER: "기타",
    },
    "en": {
        Kind.DRAWING: "Drawings",
        Kind.PROCESS: "Process and its parameters",
        Kind.FORMULA: "Formula or composition",
        Kind.SOFTWARE: "Software",
        Kind.DESIGN: "Design",
        Kind.TEST_DATA: "Test data",
        Kind.KNOW_HOW: "Know-how",
        Kind.OTHER: "Other",
    },
}
LEVEL_WORDS: Final[dict[str, dict[str, str]]] = {
    "ko": {"L1": "L1: 온전하고 바뀌지 않았음을 확인. 내용은 열람하지 않음"},
    "en": {"L1": "L1: whole and unchanged; nobody looked inside"},
}
SEAL_WORDS: Final[dict[str, dict[str, str]]] = {
    "ko": {
        "private_seal": "자체 봉인. 법률에 따른 기술임치기관이 발급한 임치증이 아닙니다.",
        "designated": "법률에 따라 지정된 기술임치기관이 보관합니다.",
    },
    "en": {
        "private_seal": "Private seal. Not a certificate of a depositary named by law.",
        "designated": "Kept by a depositary named by law.",
    },
}
WORDS: Final[dict[str, dict[str, Any]]] = {
    "ko": {
        "heading": "봉인 확인서",
        "number": "봉인 보관 번호",
        "title": "명칭",
        "kind": "종류",
        "made_on": "완성일",
        "depositor": "맡긴 이",
        "address": "주소",
        "sealed_at": "봉인 시각",
        "term_until": "보관 기한",
        "level": "확인 수준",
        "outline": "개요",
        "contributors": "개발 참여자",
        "files": "봉인된 파일",
        "file": "파일",
        "bytes": "크기(바이트)",
        "commitment": "솔트 커밋먼트",
        "record": "공개 로그의 기록",
        "index": "로그 순번",
        "leaf": "공개된 값",
        "vkey": "로그의 공개 키",
        "checkpoint": "이 기록을 담은 체크포인트:",
        "checking": "누구나 확인하는 방법",
        "steps": [
            "파일의 SHA-256을 계산하여 위 표의 값과 비교합니다(sha256sum).",
            "첨부 manifest.json의 앞에 manifest.salt의 32바이트를 붙여 SHA-256을 계산하면 "
            "봉인 보관의 솔트 커밋먼트가 됩니다.",
            "첨부 entry.json의 앞에 entry.salt의 32바이트를 붙여 SHA-256을 계산하면 공개된 "
            "값이 되고, entry.json에는 봉인 보관의 솔트 커밋먼트가 적혀 있습니다.",
            "첨부 entry.tlog-proof와 위 공개 키로, 공개된 값이 체크포인트에 담겨 있음을 "
            "확인합니다(C2SP tlog-proof).",
        ],
        "limits": "이 확인서는 봉인 시각에 위 파일이 이 내용으로 존재했음을 보입니다. 누가 먼저 "
        "만들었는지, 권리가 유효한지는 판단하지 않습니다.",
    },
    "en": {
        "heading": "Certificate of deposit",
        "number": "Deposit number",
        "title": "Title",
        "kind": "Kind",
        "made_on": "Finished on",
        "depositor": "Depositor",
        "address": "Address",
        "sealed_at": "Sealed at",
        "term_until": "Kept until",
        "level": "Level of verification",
        "outline": "Outline",
        "contributors": "Contributors",
        "files": "Sealed files",
        "file": "File",
        "bytes": "Bytes",
        "commitment": "Salted commitment",
        "record": "Record in the public log",
        "index": "Index in the log",
        "leaf": "Public value",
        "vkey": "Public key of the log",
        "checkpoint": "The checkpoint that holds this record:",
        "checking": "How anybody can check it",
        "steps": [
            "Compute the SHA-256 of a file and compare it with the table above (sha256sum).",
            "SHA-256 over the 32 bytes in manifest.salt followed by the attached manifest.json is "
            "the deposit's salted commitment.",
            "SHA-256 over the 32 bytes in entry.salt followed by the attached entry.json is the "
            "public value, and entry.json states the deposit's salted commitment.",
            "With the attached entry.tlog-proof and the public key above, check that the public "
            "value is in the checkpoint (C2SP tlog-proof).",
        ],
        "limits": "This certificate shows that the files above existed with this content when "
        "they were sealed. It does not decide who made them first or whether a right is valid.",
    },
}
