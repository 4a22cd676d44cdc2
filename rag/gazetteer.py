"""Names that Unicode CLDR does not have: short forms, demonyms, cities, bodies known everywhere.

Each line is one thing under its key, in Indonesian, English, Russian and Korean, with the initials
it goes by. A key below another (`UN/Security Council` below `UN`) is part of it: who quotes the
part may be said to speak of the whole.
"""

COUNTRIES = {
    "US": "AS|Amerika|America|American|U.S.|US|USA|Amrik|США|Америка|американский|미국",
    "GB": "Inggris|Britania|Britain|England|British|UK|Англия|Британия|британский|영국",
    "KP": "Korut|DPRK|RRDK|Северная Корея|северокорейский|КНДР|조선|조선민주주의인민공화국"
    "|Republik Demokratik Rakyat Korea|Democratic People's Republic of Korea",
    "KR": "Korsel|Южная Корея|южнокорейский|Республика Корея|한국|남한|대한민국"
    "|Republik Korea|Republic of Korea",
    "CN": "Cina|RRT|RRC|PRC|КНР|китайский|Chinese|People's Republic of China"
    "|Republik Rakyat Tiongkok|Republik Rakyat Cina",
    "RU": "РФ|российский|Federasi Rusia|Russian Federation|Российская Федерация",
    "ID": "RI|Republik Indonesia|Republic of Indonesia", "SA": "саудовский|Saudi",
    "UA": "украинский", "JP": "японский|Japanese", "FR": "French|Perancis|французский",
    "DE": "German|немецкий|германский", "TR": "Turkey|Turkish|Turki|турецкий|터키",
    "NL": "Dutch|нидерландский", "ES": "Spanish|испанский", "PL": "Polish|польский",
    "GR": "Greek|Yunani|греческий", "SE": "Swedish|шведский", "DK": "Danish|датский",
    "FI": "Finnish|финский", "CH": "Swiss|швейцарский", "TH": "Thai", "PH": "Filipino|Filipina",
    "LB": "Lebanese", "BE": "Belgian", "NO": "Norwegian", "PT": "Portuguese",
    "AF": "Afghan|афганский", "KZ": "Kazakh|казахский|казахстанский", "UZ": "Uzbek|узбекский",
    "KG": "Kyrgyz|киргизский", "TJ": "Tajik|таджикский", "CZ": "Czech|чешский",
    "IE": "Irish", "WLS": "Welsh", "SCT": "Scottish", "AE": "UEA|UAE|U.A.E.|ОАЭ|Emirati",
    "PS": "Palestina|Palestine|Palestinian|Палестина|팔레스타인", "MM": "Myanmar|Burma|Burmese",
    "PS/Gaza": "Gaza|Jalur Gaza|Gaza Strip|Газа|сектор Газа|가자|가자지구",
    "Middle East": "Timur Tengah|Middle East|Ближний Восток|중동",
    "TW": "Taiwanese|тайваньский", "SU":
    "Uni Soviet|Soviet Union|Soviet|USSR|Советский Союз|СССР|советский|소련|소비에트",
}  # fmt: skip

CITIES = {
    "Europe/Moscow": "Moskow|Moskwa|Moscow|московский",
    "Europe/Kiev": "Kiev|Kyiv|Киев|키이우|키예프",
    "Asia/Shanghai": "Shanghai", "Asia/Beijing": "Beijing|Пекин|베이징",
    "America/Washington": "Washington|Вашингтон|워싱턴", "Asia/Busan": "Busan|Пусан|부산",
    "Europe/The Hague": "Den Haag|The Hague|Hague|Гаага|헤이그",
    "Europe/Geneva": "Jenewa|Geneva|Женева|제네바", "Asia/Mumbai": "Mumbai|Мумбаи|뭄바이",
    "Asia/New Delhi": "New Delhi|Нью-Дели|뉴델리", "Africa/Alexandria": "Alexandria|Iskandariyah",
    "Asia/Mecca": "Makkah|Mekah|Mecca|Мекка|메카", "Asia/Medina": "Madinah|Medina|Медина|메디나",
}  # fmt: skip

BODIES = {
    "UN": "PBB|Perserikatan Bangsa-Bangsa|UN|U.N.|United Nations|ООН|Организация Объединённых Наций"
    "|유엔|국제연합",
    "UN/Security Council": "DK PBB|Dewan Keamanan PBB|Dewan Keamanan Perserikatan Bangsa-Bangsa"
    "|UN Security Council|U.N. Security Council|United Nations Security Council|UNSC|Совбез ООН"
    "|Совет Безопасности ООН|유엔 안전보장이사회|유엔 안보리|안보리",
    "UN/General Assembly": "Majelis Umum PBB|Sidang Umum PBB|UN General Assembly|UNGA"
    "|United Nations General Assembly|U.N. General Assembly|Генассамблея ООН"
    "|Генеральная Ассамблея ООН|유엔 총회",
    "WHO": "Organisasi Kesehatan Dunia|World Health Organization|World Health Organisation|WHO"
    "|ВОЗ|Всемирная организация здравоохранения|세계보건기구",
    "WFP": "Program Pangan Dunia|World Food Programme|World Food Program|WFP|ВПП"
    "|Всемирная продовольственная программа|세계식량계획",
    "FAO": "Organisasi Pangan dan Pertanian|Food and Agriculture Organization|FAO|ФАО"
    "|유엔식량농업기구|식량농업기구",
    "UNICEF": "UNICEF|Dana Anak-Anak PBB|UN Children's Fund|ЮНИСЕФ|유니세프",
    "UNESCO": "UNESCO|ЮНЕСКО|유네스코",
    "UNHCR": "UNHCR|Badan Pengungsi PBB|UN refugee agency|UN Refugee Agency|УВКБ|유엔난민기구",
    "IAEA": "IAEA|Badan Energi Atom Internasional|International Atomic Energy Agency|МАГАТЭ"
    "|국제원자력기구",
    "ICJ": "ICJ|Mahkamah Internasional|International Court of Justice|World Court"
    "|Международный суд ООН|국제사법재판소",
    "ICC": "ICC|Mahkamah Pidana Internasional|International Criminal Court"
    "|Международный уголовный суд|МУС|국제형사재판소",
    "IMF": "IMF|Dana Moneter Internasional|International Monetary Fund|МВФ"
    "|Международный валютный фонд|국제통화기금",
    "World Bank": "Bank Dunia|World Bank|Всемирный банк|세계은행",
    "WTO": "WTO|Organisasi Perdagangan Dunia|World Trade Organization|World Trade Organisation|ВТО"
    "|Всемирная торговая организация|세계무역기구",
    "ILO": "ILO|Organisasi Buruh Internasional|International Labour Organization|МОТ|국제노동기구",
    "Red Cross": "Palang Merah|Red Cross|ICRC|Palang Merah Internasional|МККК|Красный Крест"
    "|Komite Palang Merah Internasional|International Committee of the Red Cross"
    "|Международный комитет Красного Креста|적십자|국제적십자위원회|적십자사",
    "Red Crescent": "Bulan Sabit Merah|Red Crescent|Красный Полумесяц|적신월사",
    "MSF": "MSF|Dokter Lintas Batas|Dokter Tanpa Batas|Doctors Without Borders"
    "|Врачи без границ|국경없는의사회",
    "Amnesty": "Amnesty International|Amnesti Internasional|Международная амнистия|국제앰네스티",
    "NATO": "NATO|НАТО|나토|Pakta Pertahanan Atlantik Utara|North Atlantic Treaty Organization",
    "EU": "UE|EU|Uni Eropa|European Union|Евросоюз|Европейский союз|ЕС|유럽연합",
    "EU/Commission": "Komisi Eropa|European Commission|EU Commission|Еврокомиссия"
    "|Европейская комиссия|유럽연합 집행위원회|유럽집행위원회|EU 집행위원회",
    "EU/Parliament": "Parlemen Eropa|European Parliament|Европарламент|유럽의회",
    "EU/ECB": "Bank Sentral Eropa|European Central Bank|ECB|ЕЦБ|유럽중앙은행",
    "ASEAN": "ASEAN|Perhimpunan Bangsa-Bangsa Asia Tenggara|АСЕАН|아세안"
    "|Association of Southeast Asian Nations|동남아시아국가연합",
    "Arab League": "Liga Arab|Arab League|League of Arab States|Лига арабских государств|아랍연맹",
    "African Union": "Uni Afrika|African Union|Африканский союз|아프리카연합",
    "OPEC": "OPEC|ОПЕК|오펙|석유수출국기구", "G7": "Kelompok Tujuh|Group of Seven",
    "OECD": "OECD|ОЭСР|경제협력개발기구", "APEC": "APEC|АТЭС|에이펙", "BRICS": "BRICS|БРИКС|브릭스",
    "SCO": "Organisasi Kerja Sama Shanghai|Shanghai Cooperation Organization|SCO|ШОС"
    "|상하이협력기구",
    "OIC": "OKI|Organisasi Kerja Sama Islam|Organisation of Islamic Cooperation|OIC|이슬람협력기구",
    "FIFA": "FIFA|ФИФА|피파|국제축구연맹", "Interpol": "Interpol|INTERPOL|Интерпол|인터폴",
    "IOC": "IOC|Komite Olimpiade Internasional|International Olympic Committee|МОК"
    "|Международный олимпийский комитет|국제올림픽위원회",
    "Constitutional Court": "Mahkamah Konstitusi|Constitutional Court|Конституционный суд"
    "|헌법재판소|헌재",
    "Supreme Court": "Mahkamah Agung|Supreme Court|Верховный суд|대법원",
    "House": "DPR|DPR RI|Dewan Perwakilan Rakyat",
    "KPK": "KPK|Komisi Pemberantasan Korupsi|Corruption Eradication Commission",
    "KPU": "KPU|Komisi Pemilihan Umum|General Elections Commission",
    "Army": "TNI|Tentara Nasional Indonesia|Indonesian National Armed Forces",
    "Police": "Polri|Kepolisian Republik Indonesia|Indonesian National Police",
    "ID/BI": "BI|Bank Indonesia|Банк Индонезии|인도네시아 중앙은행",
    "US/White House": "Gedung Putih|White House|Белый дом|백악관",
    "US/Pentagon": "Pentagon|Пентагон|펜타곤|미 국방부|미국 국방부|Departemen Pertahanan AS"
    "|US Defense Department|U.S. Defense Department|US Department of Defense",
    "US/State Department": "Departemen Luar Negeri AS|State Department|US State Department"
    "|U.S. State Department|Госдепартамент|Госдеп|미 국무부|미국 국무부",
    "US/Fed": "Federal Reserve|The Fed|Bank Sentral AS|ФРС|연방준비제도|연준",
    "US/CIA": "CIA|ЦРУ|중앙정보국", "US/FBI": "FBI|ФБР|연방수사국",
    "RU/Kremlin": "Kremlin|Кремль|크렘린|크렘린궁",
    "RU/FSB": "FSB|ФСБ|연방보안국", "KR/Blue House": "Gedung Biru|Blue House|청와대|Голубой дом",
}  # fmt: skip
