"""The words by which a draft tells what a figure is about, in English, Indian English and Chinese.

These are tables, and no logic. Chinese is written in simplified characters: `simplified` turns the
others into them, one for one, so that a place in the text stays the same place.
"""

import functools
import re

from helpers.figures.lexicon import TRADITIONAL

# Characters of the words below that no printed figure has, each traditional one before its own.
_MORE = (
    "範范疇畴聘聘請请雇雇橫横計计創创僑侨儲储劃划畫画則则別别後后醫医佔占縣县圍围備备屬属並并標标氫氢濟济潤润現现環环療疗蓋盖離离積积紡纺經经繞绕"
    "綠绿營营裝装訊讯設设諾诺負负貸贷貿贸賽赛軌轨軟软還还這这進进銷销長长風风價价優优導导體体庫库張张護护換换顯显來来極极"
    "漢汉匯汇測测稱称稅税統统聯联藝艺藥药該该財财輪轮遠远銀银險险書书東东見见視视轉转運运適适選选試试質质購购"
)
_SIMPLE: dict[int, str | int] = {
    **TRADITIONAL,
    **{ord(old): new for old, new in zip(_MORE[::2], _MORE[1::2], strict=True)},
}


_CHINESE_MARKS = {",": "，", ";": "；"}
_LATIN_MARK = re.compile(r"(?<=[一-鿿])[,;]|[,;](?=[一-鿿])")


@functools.lru_cache(maxsize=256)  # a paragraph is asked for with each of its figures
def simplified(text: str) -> str:
    """A text in simplified characters, each in the place of its own; its commas are Chinese, too.

    Some pages print a comma or a semicolon of Latin script beside Chinese characters.
    """
    return _LATIN_MARK.sub(lambda mark: _CHINESE_MARKS[mark[0]], text.translate(_SIMPLE))


def several(text: str) -> frozenset[str]:
    """The words of a text, which has spaces between them."""
    return frozenset(text.split())


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


# --- what is counted

PROJECTS = _words(
    r"\bprojects?\b|\bdeals?\b|\bMoUs?\b|\bagreements?\b|\bawards?\b|\bcontracts?\b|\bpacts?\b"
    r"|\bmemorand\w+|\bproposals?\b|项目|协议|合同|合作案|投资案|^案$"
)
# 项目90个 and 投资6件: the things stand before the number, which has only a measure word behind it
COUNTED_BEFORE = re.compile(
    r"(?:项目|协议|合同|签约|投资案?|合作案|[^，。；]类|(?:外|内|台|侨|港|陆)[资商](?:企业)?|本国企业|国内企业)(?:总数|数量?)?(?:共计?|达到?|为|有|约)?$"
)
# 另有12项属生物科技: the word for projects is left out
ELIDED = re.compile("^(?:属|为|系|来自)")
MEASURE_WORD = re.compile("[个项件宗份]")
JOBS_BEFORE = re.compile(r"(?:岗位|就业机?会?|职位|工作机会)[^，。；\d]{0,4}$")
# 先进制造业项目21个: projects of one kind, counted by themselves
KIND_BEFORE = re.compile(
    r"(?:^|[，、；：）)]|其中)(?:其中|包括|有)?(?P<kind>[^，、；：）)\d\s]{2,12}?)"
    r"(?:(?:领域|类)?项目(?:共|达|有)?|类)$"
)
# 按产业分，先进装备制造13个、198.6亿元: the same without the word for projects
BY_KIND = re.compile(r"按(?:产业|行业|领域|类别)(?:划?分|看|来看)|从(?:产业|行业|领域)(?:来)?看")
KIND_ALONE = re.compile(r"(?:^|[，、；：])(?P<kind>[^，、；：\d\s]{2,12})$")
# “five smaller awards”: some of those that are counted elsewhere
PART_OF = _words(
    r"\b(?:smaller|larger|other|remaining|further|additional|more|pending|such)\b|其他|其余"
)
# “41 manufacturing projects”: what kind they are of, unless it is a word of no kind
KIND_EN = _words(
    r"\b(?:\d[\d,]*|[a-z]+(?:-[a-z]+)?) (?P<kind>[a-z][a-z-]+(?: [a-z-]+)?)"
    r" (?:projects|deals|MoUs)\b"
)
# “eight solar and wind projects”: two kinds of them
KINDS_JOINED = _words(
    r"\b(?:\d+|[a-z]+) (?P<one>[a-z]+) and (?P<other>[a-z]+) (?:projects|deals)\b"
)
# what is counted in the same way, and is no kind of projects
NOT_KINDS = re.compile(
    "投资|签约|项目|案$|[资商企]$|企业|共|计|其中|新设|增资|续|新增|平均|岗位|就业|协议|合同|[个家]$"
)
NO_KIND = _words(
    r"^(?:foreign|domestic|overseas|investment|major|key|new|signed|such|largest|big|other|these|those|industrial|"
    r"cooperation|of|the|all|smaller|larger|more)\b|\b(?:of|the|these|foreign|domestic|signed|and|in|all)\b"
    # “the largest slice with six projects”: a number, and no kind
    r"|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|\w+teen|\w+ty)$"
)
# “280,000 yen a month”: what is paid again and again
RATE_BEHIND = _words(
    r"^ (?:an?|per|every|each) (?:month|year|day|hour|week|annum|unit|share|tonne)\b"
    r"|^/[月年天人]|^每[月年天人]"
)
# “1.3 trillion yen (about $8.7 billion)”: the same amount in another currency
CONVERTED = _words(r"^\s?(?:[（(]|, or|,? or|，)\s?(?:or|equal to|equivalent to|约合|折合)?\s?$")
AIMS = _words(r"\baim|\btarget|\bgoal|\bhope|目标|力争")
PLACES_BEFORE = _words(r"\b(?:in|at|near|on|off|across|around|outside)\s$")
HAS_STAFF = _words(r"\b(?:employs|employed|has a staff of|with a workforce of)\b")
FIRMS_WITH = _words(r"\b(?:companies|firms|businesses|employers) with\s$")
KINDS = re.compile(r"业$|类$")
# 超50亿元项目2个 and “nine projects of over Rs 100 crore each”: how large each of some projects is
SIZE_BEHIND = _words(
    r"^(?:以上|以下)?的(?:项目)?有|^(?:以上|以下)?的?(?:重大|产业|大|签约)?项目"
    r"|^ each\b|^ or (?:more|above)\b"
)
JOBS = _words(
    r"\bjobs?\b|\bemployment\b|\bpositions?\b|岗位|就业|工作机会|职位|\broles\b|\bemployees\b|\bworkers\b"
)
PEOPLE = _words(
    r"\bpeople\b|\btechnicians\b|\bgraduates\b|\bprofessionals\b|\bpersons?\b|\bworkers\b"
    r"|\bengineers\b|\bstaff\b|^[人名]$|(?:人员|员工|工程师|职工)$"
)
EMPLOYS = _words(
    r"\bemploy|\bhir(?:e|es|ing)\b|\bjobs?\b|\brecruit|\bwork for\b"
    r"|就业|用工|岗位|\bwork to\b|聘|雇用"
)
# “seventeen of the projects are foreign”: what is counted stands behind the number
OF_THE_PROJECTS = _words(
    r"^ of (?:the|these|those) (?:\w+ )?(?:projects|deals|MoUs|agreements|awards)\b"
)
# “Of the 11 projects, seven are foreign”: their number stands alone
ARE_OF_ORIGIN = _words(r"^ (?:are|were|is|was) (?:foreign|domestic|overseas)\b")
SOME_OF = _words(r"\b(?:one|largest|biggest|first|some|most|none) of (?:the|these|those)\s$")

# --- what money is, where it is neither a project's nor a sum of some; by the id of its measure

OTHER_MONEY = {
    "average-investment": _words(r"\baverag|平均"),
    "loans": _words(r"\bloans?\b|\blend(?:s|ing)?\b|\blent\b|贷款"),
    "private-investment": _words(
        r"\bof (?:their|its) own\b|\bmatch(?:ed|ing)\b"
        r"|\bprivate[- ](?:sector )?(?:investment|capital|money|funds)"
        r"|社会资本|配套资金"
    ),
    "output": _words(
        r"\boutput\b|\bproduction value|\bGDP\b|\bgross domestic|产值|生产总值|增加值"
    ),
    "revenue": _words(
        r"\brevenues?\b|\bturnover\b|\bsales\b|营业额|营收|营业收入|销售|\bearnings\b|\bprofits?\b|利润"
    ),
    "exports": _words(
        r"\bexports?\b|\bimports?\b|(?<!free )\btrade\b(?! show| fair| zone)|出口|进出口|外贸"
    ),
    "foreign-capital": _words(
        r"\b(?:use|utili[sz]ation) of foreign (?:capital|investment)"
        r"|\bforeign direct investment|\bFDI\b"
        r"|[利使]用外资|合同外资|到[账位]外资"
    ),
    "tax": _words(r"\btax(?:es)?\b|税收|利税|纳税|\bduty\b"),
}
PROGRAMME = _words(
    r"^[ -](?:(?!(?:through|from|under|in|of|for|by|via|with"
    r"|to) )[A-Za-z&’'-]+ ){0,6}(?:programmes?|programs?|fund|act|scheme|initiative"
    r"|package)\b"
    r"|^的?[^，。；]{0,12}(?:基金|专项资金|补助计划)"
)
PROGRAMME_BEFORE = _words(
    r"\b(?:programmes?|programs?|fund|scheme|initiative|budget)\b[^.;,]{0,40}$"
    r"|基金[^，。；]{0,8}$"
)

# --- of what time it is

EARLIER = _words(
    r"\blast (?:year|month|summer|autumn|spring|winter)|\bprevious(?:ly)?\b"
    r"|\bearlier (?:this|round|edition)"
    r"|\ba year (?:earlier|ago)\b"
    r"|\b(?:first|second|prior|preceding|past)(?: \w+)? (?:round|edition|summit)s?\b"
    r"|去年|上年|上届|上一届|上一轮|此前|前年|往年"
)
SO_FAR = _words(
    r"\bso far (?:this year)?|\bthis year to date\b|\bsince (?:january|the start"
    r"|the beginning|20\d\d)"
    r"|\bfirst (?:half|nine months|six months|(?:two|three) quarters)\b|今年以来|累计|迄今"
    r"|至今|截至|上半年|前三季度|[一1]至\d+月"
)
# the sum of more than this event, where a headline has both
SO_FAR_BEHIND = _words(r"^ since (?:[a-z]+ )?20\d\d")
CUMULATIVE = _words(
    r"\b(?:total|tally)(?: now)? (?:at|to|reaches|crosses|touches)(?: over)?\s?$"
    r"|累计[^，。]{0,6}$"
)
PLANNED = _words(
    r"\baim(?:s|ed|ing)?\b|\btarget(?:s|ed|ing)?\b|\bgoals?\b|\bhop(?:es?|ing)\b"
    r"|\b(?:by|before) (?:the end of )?(?:fiscal )?20\d\d|\b(?:this|next) year\b.*\bplan"
    r"|\bplan.*\b(?:this|next) year\b"
    r"|目标|力争|全年计[划画]|今年计[划画]|今年拟|到20\d\d年|20\d\d年前|计[划画](?:开工"
    r"|实施)|明年"
)
YEAR = re.compile(r"(?<![\d/])20\d\d(?![\d万亿萬億个個只台套家人吨亩])")

# --- what a percentage is

GROWTH = _words(
    r"\bup\b(?! to)|\bdown\b|\bgr[eo]w|\bgrowth\b|\bris(?:e|es|ing|en)\b|\brose\b|\bincreas"
    r"|\bdecreas|\bfell\b"
    r"|\bdeclin|\bjump|\bclimb|\bhigher\b|\blower\b|增长|成长|同比|环比|下降|增加|提高|减少"
    r"|增速|年增"
)
SHARE_BEFORE = re.compile(r"占[^，。]{0,4}$")
SHARE = _words(r"\bof\b|\bshare\b|\baccount|\bmake up\b|\bstake\b|占|其中|比重|\bgoes to\b")

# --- what other numbers measure, by what is counted or by the unit

AREA = _words(r"^(?:sq|square|hectares?|acres?|ha$|mu$|亩|平方|平米|㎡|公顷|坪)|[2²]$")
ENERGY_OR_WEIGHT = _words(
    r"^[kKMGT]?W(?:h|p)?$|watt|tonn?es?|tons?$|barrels?|litres?|吨|千瓦|兆瓦|吉瓦|桶|度电"
)
CAPACITY = _words(r"\bcapacity\b|\bper (?:year|annum)\b|\ba year\b|\bannual|年产|产能|日产|装机")
TIME = _words(r"years?$|months?$|weeks?$|days?$|hours?$|年$|月$|周$|天$|小时$")
UNIT_NAMES = {
    "亩": "mu", "平方米": "square metres", "平米": "square metres", "㎡": "square metres",
    "平方公里": "square kilometres", "公顷": "hectares", "坪": "ping", "公里": "kilometres",
    "吨": "tonnes", "公吨": "tonnes", "年": "years", "个月": "months", "月": "months", "天": "days",
    "人": "people", "名": "people", "家": "companies", "企业": "companies", "家企业": "companies",
    "个": "things", "项": "things", "件": "things", "座": "things", "条": "lines", "台": "machines",
    "套": "sets", "户": "households", "款": "models", "辆": "vehicles", "倍": "times",
    "产业": "industries", "领域": "fields", "国家": "countries", "省": "provinces",
    "千瓦": "kW", "兆瓦": "MW", "吉瓦": "GW", "公司": "companies", "嘉宾": "guests",
    "生产线": "lines", "产线": "lines", "厂商": "companies", "专利": "patents", "床位": "beds",
}  # fmt: skip


def unit_name(printed: str) -> str:
    """What is counted: in English by the end of a Chinese noun (重点企业), else as printed."""
    r""
    plain = simplified(printed)
    ends = [end for end in UNIT_NAMES if plain.endswith(end)]
    return UNIT_NAMES[max(ends, key=len)] if ends else printed


# --- groups of projects

ORIGINS = {
    "foreign": _words(r"\bforeign|\boverseas\b|外资|外商|外企|侨资"),
    "domestic": _words(r"\bdomestic|内资|本国企业|国内企业|本土企业|台商|\bhome-grown\b"),
}
# “five UAE-based companies”: another origin than the one named before, and nobody says which
OTHER_HOME = _words(r"-based (?:companies|firms|investors|enterprises|developers)\b")
TOTAL = _words(
    r"\b(?:companies|firms|enterprises|investors) (?:worth|pledging|investing)\b|"
    r"\btotal|\bcombined\b|\baltogether\b|\baggregate\b|\bin all\b|\btogether\b|\bcumulative"
    r"|\boverall\b|总额|合计|总计|总规模|投资总|共计"
)
WHOLE = _words(
    r"\b(?<!among )(?<!of )(?:the|these|all|both)(?: \w+)? (?:projects|deals|MoUs|agreements|awards"
    r"|investments|proposals)\b"
    r"|\bthe awards\b|\btogether\b|\bin total\b|\btotal of\b|全部(?!达产|建成|投产)"
    r"|这些项目|上述项目|合计"
)

# --- names

# what a company does, where that stands before its name: Drugmaker Corvane
TRADES = _words(
    r"^\w+(?:maker|giant|producer|operator|developer|retailer|supplier|builder)$"
    r"|^(?:utility|retailer|developer|conglomerate)$"
)
# words with a capital that begin a sentence, or stand before a name
NOT_NAMES = several(
    "A About According Addressing After All Also Among An And Another April As At August "
    "Awards Besides Billion Both But By CM CNY Chief Commissioner Crore December Deputy Dr "
    "During EUR Each Earlier Eight Eighteen Eleven February Fifteen Fifty Five For Forty Four "
    "Fourteen Friday From Funding Government Governor He Her His However INR If In Investment "
    "Investments It Its January July June Lakh Last March May Mayor Meanwhile Million "
    "Minister MoU MoUs Monday More Most Mr Mrs Ms Nearly New Next Nine Nineteen No November "
    "October Of On One Other Others Our Over President Prime Project Projects RMB Rs Saturday "
    "Secretary September Seven Seventeen She Shri Since Six Sixteen Smt So Some Speaking Sr "
    "State Still Such Sunday Ten That The Their Then There These They Thirteen Thirty This "
    "Those Three Through Thursday To Today Together Total Tuesday Twelve Twenty Two US USD "
    "Under Up We Wednesday What When Where Which While With"
)
# what no company is called: persons with a title, and authorities
NOT_COMPANIES = _words(
    r"\b(?:Minister|President|Mayor|Governor|Secretary|Commissioner|CEO|Chairman|Premier|Policy|Act"
    r"|Scheme|Mission|Section|Treasury|Department|Ministry|Government|Council|Parliament|Congress"
    r"|Summit|Forum|Programme|Program)\b"
    r"|^(?:Twenty|Thirty|Forty|Fifty|Sixty|Seventy|Eighty|Ninety)\b"
    r"|^(?:Foreign|Domestic|Overseas)$"  # “Foreign companies account for 1.3 billion”
)
SPEAKERS = _words(
    r"\b(?:chief minister|prime minister|deputy|minister|governor|president|mayor|secretary"
    r"|chair\w*|chief"
    r"|director|spokes\w+|CEO|mr\.?|ms\.?|mrs\.?|dr\.?|shri)\s$"
)
SAYS = _words(r"^,? (?:said|told|added|says|noted)\b(?! (?:that )?(?:it|they)\b)")
INVESTS = _words(
    r"^(?:,[^,]{1,60},|\s\([^)]*\))?\s?(?:(?:also|then|further|separately|(?:said"
    r"|says) (?:that )?(?:it|they)) )*"
    r"(?:will|is|was|are|has|have|had|plans?|intends?|invests?|invested|commit\w*|sign\w*"
    r"|propos\w*"
    r"|agreed|agrees|receiv\w*|announc\w*|pledg\w*|gets?|got|won|wins|expects?|would|to)\b"
)
GIVEN_TO = _words(
    r"^(?:(?: (?:grant|award|investment|contract|plant|factory|project|deal|facility|loan)s?)?,? "
    r"(?:to|from|by)|[^.;]{0,40}?\b(?:goes|went|go|came|comes) (?:to|from)) (?:the )?"
    r"(?:[A-Z]?[a-z]+ (?:group|company|firm|giant|maker) )?"
)
ITS_OWN = _words(
    r"\b(?:it|its|the (?:project|plant|factory|base|facility|company|firm|unit|mill|centre"
    r"|center|park|campus|deal))\b"
    r"|\bwhich\b|该项目|项目建成|项目达产|达产|投产|建成后"
)
# “a panel plant, with an investment of”, “a panel plant worth”
WORK_BEFORE = _words(
    r"\b(?:an?|the) ((?:[A-Za-z][\w-]* ){0,4}(?:plant|factory|park|centre|center|hub|mill|facility"
    r"|base|campus|complex|terminal|refinery|mine|smelter)),?"
    r" (?:with an? (?:total )?investment of|worth|costing|at a cost of)\s$"
)
SUM_WITHOUT_NAME = re.compile(r"总投资|投资总额|总金额|总额|合计|共投资")
# “Infomax and Zenith Tech are likely to expand”: an amount of both
JOINT = re.compile(r"[A-Z]\w+ and (?:[A-Z]\w+ ?)+(?:are|were|have|plan|together)\b")
BASED = re.compile(r"-(?:based|funded|listed|headquartered|backed|owned)$")
SITES = _words(
    r"(?:plants|factories|parks|farms|mills|facilities|bases|mines|units|lines|stations)"
)
WORKS = _words(
    r"^[ -]((?:[a-z][\w-]* ){0,4}(?:plant|factory|park|centre|center|hub|mill|facility|base"
    r"|campus|complex"
    r"|terminal|refinery|project|unit|port|line|hospital|mine|smelter))\b"
)

# “a Rs 1,150-crore steel unit of Kisan Ispat”
WORK_OF = _words(
    r"^[ -](?:[a-z][\w-]* ){0,4}(?:plant|factory|park|centre|center|hub|mill|facility|base|campus"
    r"|complex|terminal|refinery|project|unit|mine|smelter)(?: (?:at|in|near) \w+)? (?:of|by|from) "
)
LISTED_BEFORE = re.compile(r"其次[为是]|依次[为是]|随后[为是]")  # what comes next in a ranking
OMITTED = re.compile(r"^(?:则|也|并|还)*(?:将|拟|计[划画])")  # the name stands in the clause before

# What stands between a Chinese name and its amount, or before the name.
CHINESE_INVESTS = re.compile(
    r"(?:则|将|也|还|并|亦|已|拟|预计|计[划画]|宣布|承诺|规划|估计|分别|率先|另|同时|同步"
    r"|再|加码|斥资)*"
    r"(?:总投资额?|投资总额|计划总投资|投资额|固定资产投资|投资|投入|投放|投注|斥资|砸下|加码|注资"
    r"|增资|出资|金额|获得?资助|获补助|获)"
    r"(?:额|金额|规模)?(?:达到?|为|约为?|共|合计|预计|将达)?$"
)
CHINESE_NAME = re.compile(r"[^，。；、：:（）()！？\s]{2,40}")
LIST_NUMBER = re.compile(
    r"^\s*(?:[（(]?[0-9一二三四五六七八九十]{1,3}[)）.、．]|[①-⑳]|[-–•·▪■●◆*])\s*"
)
BEFORE_CHINESE_NAME = re.compile(
    r"^(?:(?:规模|金额|投资额?)?最[大高]的?(?:一?[案个项件]|项目|投资案)?(?:是|为|即)|其次[为是]|依次[为是]|其中|此外|另外|同时|包括|而|以及|还有|目前|例如|如|分别为|主要有|(?:本次|此次"
    r"|当天|现场|新|集中)*签约的|(?:由|来自)?[^，。；]{1,24}?(?:投资|出资|承建"
    r"|负责)?(?:建设|兴建|打造|投资|设立)的"
    r"|(?:位于|落户)?[^，。；的]{2,12}(?:区|园|镇|市|县|新城|街道)的(?=.{3})"
    r"|(?:总部)?位于[^，。；的]{1,10}的|世界\d+强(?:企业)?|[日美德韩法英港台外]商(?!务|业)|[日美德韩法英港台外欧]资(?:企业?)?|(?:知名|龙头|国有|央)企业?|(?:[中日美德韩法英]国|香港|台湾|新加坡|瑞士|荷兰|丹麦)[^，。；]{0,4}?(?:药企|车企|企业|巨头|厂商|大厂|龙头)(?=..))"
)
NOT_CHINESE_NAMES = re.compile(
    r"^(?:总|计划|年度|完成|实现|新增|达到|预计|累计|全市|全区|全县|全省|本次|此次|今年|去年|现场|项目|协议"
    r"|市府|市政府|会中|投资|签约|固定资产|一期|二期|首期|金额|其|该|公司|合计|达产后?"
    r"|建成后?|全部|这些|上述)"
    r"|签约|总额$|^(?:内资|外资|外商|本国|台资)"
)
CHINESE_WORK = re.compile(r"项目|基地|产业园|中心|工厂|总部|工程|园区|厂$|公司$")

# --- sectors

SECTORS_EN = re.compile(
    r"\b(?:in|spanning|spans?|across|covering|covers?|includ(?:ing|es?)|involv(?:e|es|ing)|such as"
    r"|focus(?:ing|ed) on|ranging from|from|for|of|between)"
    r" (?:(?:the )?(?:sectors|fields|areas|industries) (?:of|such as|like|including) |the )?"
    r"((?:[a-zA-Z0-9][\w&’'/-]*"
    r"(?: [\w&’'/-]+){0,4}, ){1,10}[a-zA-Z0-9][\w&’'/-]*(?: [\w&’'/-]+){0,3}?,? and "
    r"[a-zA-Z0-9][\w&’'/-]*(?: [\w&’'/-]+){0,4}?)"
    r"(?= (?:sectors?|industries|fields|segments|areas|space|projects|are|is|was|were|will"
    r"|have|has|with|at|on|that|which|among|to|under|by)\b|[,.;:]|$)"
)
SECTORS_ZH = re.compile(
    r"(?:涉及|涵盖|覆盖|集中在|聚焦于?|分布在|围绕|包括|属于|包含|横跨|遍及|投向|主要为"
    r"|来自)(?:了|到)?"
    r"([^，。；：、]{2,14}(?:、[^、，。；：]{2,24})+)"
)
SECTORS_MAINLY = re.compile(
    r"(?:以|主要是)([^，。；：、]{2,14}(?:、[^、，。；：]{2,24})+)(?=为主|居多)"
)
SECTORS_END = re.compile(
    r"(?:等)?(?:[一二三四五六七八九十两\d]+[大个])?(?:重点|新兴|主导|战略性?新兴|多个"
    r"|多)?(?:产业|领域|行业|方面|板块|类别|赛道|范畴)?(?:项目)?$"
)
PLACES_OR_VERBS = _words(
    r"\d{2}|\b(?:mr|said|jobs|people|us|china|india|germany|japan|singapore|france|britain"
    r"|britain|korea|will|is|are|its|his|their|the|by|to|from|as|at|was|were|has|who)\b"
)
