"""Words that firms put into their names and everybody uses: alone they give no firm away."""

from __future__ import annotations

from typing import Final

_KOREAN: Final = """
가공 가스 가전 강관 개발 건강 건설 건축 검사 결정 경영 계기 계측 고무 고분자 공간 공기 공업
공정 과학 관리 광물 광학 교육 구조 국제 그룹 그린 글로벌 금속 금형 기계 기공 기기 기술 기업
나노 나라 내일 냉동 네트워크 농산 농업 뉴 단열 대상 대양 대한 데이터 도금 도시 도장 동력 동방
동아 동양 드론 디스플레이 디자인 디지털 라이프 랩 레이저 렌즈 로보틱스 로봇 로직 로직스 리서치
리튬 모듈 모터 모터스 무역 물류 물산 미디어 미래 바이오 바이오로직스 반도체 발전 방송 방위 방재
배터리 벤처 복합 부품 분석 분체 비전 사랑 산소 산업 삼원 상사 상생 생명 생명과학 생활 서비스
서울 선박 설계 설비 섬유 세계 세라믹 세라믹스 센서 센싱 소재 소프트 소프트웨어 솔라 솔루션
솔루션즈 수소 수송 수처리 스마트 스틸 스페이스 시스템 시스템즈 식품 신소재 신약 신호 실리콘
씨앤씨 안전 알루미늄 약품 양자 에너지 에너텍 에스 에어 엔지니어링 엔진 엔터프라이즈 연구 연구소
연료전지 열처리 영상 오토 오토모티브 온도 용접 우리 우주 운송 원자력 월드 웨이퍼 유니 유리
유전자 유화 융합 의료 의료기 이미지 이엔지 인공지능 인더스트리 인더스트리즈 인터내셔널 인프라
자동차 자동화 자원 장비 재료 저장 전기 전동 전력 전방 전선 전자 전지 전해질 접합 정밀 정보
정보기술 정보통신 제약 제어 제일 조선 종합 주조 중공업 중앙 지능 진공 천연 첨단 촉매 친환경
커넥트 컨설팅 컴퓨터 코리아 코팅 클라우드 클린 타이어 태양 태양광 태양전지 테크 테크놀로지 텍
텔레콤 통신 투자 파워 팜 팩토리 포장 퓨얼셀 프린팅 플라스틱 플라즈마 플랜트 플랫폼 필름
하이테크 한국 항공 항공우주 해양 헬스 헬스케어 혁신 홀딩스 화공 화학 환경 환경기술 회로 회사
희망 희토류
"""

_ENGLISH: Final = """
ace acoustics active adaptive additive advance advanced aero aerospace agri agro ai air
alliance alloy alloys alpha american analytics apex applied aqua arc art asia asset associates
atlas atom atomic audio auto automation automotive aviation axis balance base basic battery
beacon beam best beta bio biologics biomedical bionics biosciences biotech blue bolt bonding
brain bridge bright build builders capital carbon care cascade cell cells cellular center
central century ceramic ceramics charge chemical chemicals chip circle circuit circuits city
clean clear cloud co coat coating coatings cobalt cold commerce communication communications
company compass composite composites compound computing concept connect connected construction
consulting contact control controls cool copper core corner corporation create creative crystal
cube current custom cycle data deep defense delta design designs devices diagnostics diamond
digital direct discovery display displays dream drive drives drone dynamic dynamics eagle earth
east eco edge electric electrical electro electronics element elements energy engine
engineering enterprise enterprises environment environmental equipment evolution experts
factory fiber fibre field film films filter filtration first flex flow fluid focus food foods
force forge form forward foundation foundry freedom fresh frontier fuel fusion future gas gate
gear general genesis genetics genomics glass global gold graphite gravity green grid group
growth guard hard health healthcare heat high holdings home horizon house hub human hybrid
hydro hydrogen ice idea ideal image imaging impact impulse industrial industries industry
infinity info informatics information infra inks innovation innovations innovative insight
instrument instruments insulation integrated intelligence intelligent interface international
inverse ion iron isotope journey key korea korean lab laboratories labs land laser lasers
lattice layer lead leading lean life light lighting limited link liquid lithium live living
local logic logics logistics lumen machine machinery machines magnet magnetics main maker
makers manufacturing marine maritime mark master material materials matrix matter measurement
mechanics media medical medicine membrane membranes memory metal metals meter method micro mind
mineral minerals mirror mobile mobility model modern modular module molecular momentum motion
motor motors nano national natural nature net network networks neural neuro new next nexus node
north nova nuclear object ocean omega one open optic optical optics optimal orbit orbital
orchid organic origin oxide pacific paper parallel partners parts path peak pharma
pharmaceutical pharmaceuticals phase phoenix photon photonics physical physics pilot pioneer
pixel plant plasma plastic plastics platform plus point polymer polymers porous powder power
precise precision premier pressure prime prism pro process processes processing product
production products profile programme project propulsion protein proton pulse pump pure quality
quantum quest radar radiant radio rail rapid reactor ready real red remote renewable research
resin resonance resource resources rise river road robot robotic robotics robots rock root
rotor royal rubber safe safety sail sapphire scale science sciences scientific screen sea seal
search secure security seed semiconductor semiconductors sense sensing sensor sensors service
services shield shift ship signal silicon silver simple sky smart snow soft software soil solar
solid solution solutions sonic sound source south space spark spectral spectrum speed sphere
spin spring square stable standard star station stealth steel stellar step storage stream
structural structure structures studio summit sun super surface surgical sustainable swift
switch synergy synthesis synthetic system systems tank target team tech technical technique
technologies technology telecom terra test testing textile textiles thermal thin tool tools top
total touch track trade transfer transport trend tri true trust turbine turbo ultra ultrasonic
union unique united unity universal vacuum valley value valve vapor vector vehicle vehicles
velocity venture ventures vertex vertical vision vista vital voice volt voltage wafer water
wave waves way web welding wind wing wire wireless wise wood work works world x yield zenith
zero zone
"""

ORDINARY_KOREAN: Final = frozenset(_KOREAN.split())
ORDINARY_ENGLISH: Final = frozenset(_ENGLISH.split())
