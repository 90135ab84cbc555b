"""The words and signs that printed figures are made of, in English, Indian English and Chinese.

These are tables, and no logic; the words for currencies are in `currencies`. Entries are regular
expressions, or parts of them, unless they are lists of words. A form that is not read yet is, as a
rule, a new entry here. Chinese is written in simplified characters: `TRADITIONAL` turns the others
into them, one for one, so that a place in the text stays the same place.
"""

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# --- what qualifies a number

QUALIFIERS = {
    "over": (
        "over|more than|above|exceeding|exceeds?|exceeded|in excess of|upwards? of|north of"
        "|surpassing|surpassed|topping|超过|超出|超|逾|突破|高于|大于"
        # 上百亿, but not the 上 of 以上; 总投资过10亿, but not the 过 of 通过
        "|上(?=[百千万亿兆])|(?<=[值额资量数入已均模])过|^过"
    ),
    "nearly": (
        "nearly|almost|close to|approaching|just under|接近|将近"
        # not the 近 of 附近, 最近, 临近, 邻近
        "|(?<![最附临邻])近"
    ),
    "about": (
        r"about|around|approximately|approx\.?|roughly|some|circa|~|≈|大约|约为|大概"
        # not the 约 of 签约, 合约, 预约, 节约, …; 折合约 and 持续约 end in such a character
        "|(?<=折合)约|(?<=持续)约|(?<![签合预契节违履续条邀相赴制特公解毁缔简纽])约"
    ),
    "at_least": (
        "at least|no less than|not less than|no fewer than|not fewer than|a minimum of"
        "|不少于|不低于|不小于|至少|最少|最低"
    ),
    "up_to": (
        "up to|no more than|not more than|at most|as much as|as many as|as high as|a maximum of"
        "|not exceeding|less than|fewer than|under|below"
        "|不超过|不多于|不高于|至多"
        # 最高奖励, 最高可获得资助, 最多给予补贴: the ceiling of a grant
        "|最[高多](?!不)可?[达为获]?得?(?:[奖给补支资][励予助贴持])?"
        "|不足|不到|低于|少于|小于"
    ),
}
QUALIFIERS_BEHIND = {
    "over": r"\+|(?: |-)plus\b|(?<=[年月天])多| and (?:above|more|over)\b",
    "about": r"左右|上下| or so\b",
    "at_least": r"及?以上| or more\b| or above\b| at least\b",
    "up_to": r"以下|以内|之内| or less\b| or fewer\b| at most\b",
}
# “over” and the like that belong to the verb or noun before them, and not to the number
OF_THE_VERB = re.compile(
    r"\b(?:"
    r"(?:(?:spread|presid|stretch|sprawl|scatter|split)[a-z]*"
    r"|tak(?:es?|en|ing)|took|(?:hand|roll|turn)(?:s|ed|ing)?) over"
    r"|(?:talk|speak|spoke|worr|complain|concern|question|information|detail)[a-z]* about"
    r"|(?:revolv|centr|center|organi[sz]|structur)[a-z]* around"
    r")$",
    re.IGNORECASE,
)

# --- numbers and scales

SMALL_NUMBERS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    "|sixteen|seventeen|eighteen|nineteen"
    "|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
)
SCALES = {
    # English, and the short forms of newspapers
    "dozen": 12, "thousand": 10**3,
    "million": 10**6, "mn": 10**6, "mln": 10**6, "mio": 10**6,
    "billion": 10**9, "bn": 10**9, "bln": 10**9,
    "trillion": 10**12, "tn": 10**12, "trn": 10**12,
    # India
    "lakh": 10**5, "lac": 10**5, "crore": 10**7, "cr": 10**7,
    "lakh crore": 10**12, "l crore": 10**12, "lakh cr": 10**12,
    "thousand crore": 10**10, "k crore": 10**10,
    # China
    "百": 10**2, "千": 10**3,
    "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7,
    "亿": 10**8, "十亿": 10**9, "兆": 10**12, "百亿": 10**10, "千亿": 10**11,
    "万亿": 10**12, "十万亿": 10**13,
}  # fmt: skip
# Scales that must stand close to their number. A small l is litres, so L is in capitals.
LETTERS = {"k": 10**3, "m": 10**6, "b": 10**9, "L": 10**5}

# --- units other than money, percent and things counted

UNITS = {  # whole numbers of the first two kinds are exact
    "span": (
        r"years?(?![- ]old)|months?|weeks?|days?|hours?|minutes?"
        r"|年(?:时间)?|个月|个季度|周|天|个?小时|分钟"
    ),
    "whole": "times|fold|倍",
    "measured": (
        # areas and lengths
        r"(?:square|sq\.?|cubic) ?(?:kilomet(?:er|re)s?|met(?:er|re)s?|feet|foot|miles?|km|m|ft)"
        r"|[km]m?[2²3³]|kilomet(?:er|re)s?|met(?:er|re)s?"
        r"|miles?|feet|km|nm|mm|cm|inch(?:es)?|nanomet(?:er|re)s?|hectares?|ha|acres?|mu"
        # weights and volumes
        r"|(?:metric )?tonn?es?|(?:metric )?tons?|kg|kilograms?|barrels?|litres?|liters?"
        # power, energy, data, temperature
        r"|[kKMGT]?W(?:h|p)?(?:/kg|/L)?|(?:giga|mega|kilo|tera)watts?(?:[- ]hours?)?"
        r"|[GTP]B|kV|MVA|degrees? (?:Celsius|Fahrenheit)"
        # the same in Chinese; the longer word stands before the word that it begins with
        "|平方公里|平方公尺|平方呎|平方英尺|公顿|公吨|坪|平方千米|平方米|平方|平米|㎡|立方米"
        "|公里|千米|纳米|毫米|厘米|英寸|米|亩|公顷|吨|公斤|千克"
        "|千瓦时|千瓦|兆瓦时|兆瓦|吉瓦时|吉瓦|千伏|度电|度|升|桶"
    ),
}

# --- things that are counted

MEASURE_WORDS = (  # each with what it must not be the beginning of: 家, but not 家庭 or 家居
    "个|家(?!庭|居)|项(?!目)|大(?!学|型|力)|座|条(?!件)|名(?!单)|位(?!于|居|列)|人次"
    "|人(?!民|才|工)|所(?!有|在)|处(?!于|理)|款|台(?!湾|北)|辆|套|户|件|只"
    "|支(?!持|付)|类|种|宗|份|间(?!接)|组(?!织|成)|艘|架(?!构)|片(?!区)|颗|块(?!链)|栋|幢|笔"
    "|对(?!接|外)|股(?!权|份)|场(?!景|地)|万(?=户)"
)
CHINESE_NOUNS = (
    # undertakings
    "子?项目|企业|公司|中心|集群|基地|平台|岗位|园区?|国家级平台|国家|地区|城市|协议|合同|订单"
    "|机构|领域|总部|工厂|生?产线|研究院|实验室|产业|大学|高校|院校"
    # people and gatherings
    "|人才|专家|活动|部门|干部|厂商|会场|毕业生|观众|记者|论坛|机会|用户|员工|职工|居民|游客|客商"
    "|嘉宾|代表"
    # places, bodies and goods
    "|开发区|集团|产品|供应商|车企|独角兽|院士|团队|院所|单位|商会|经开区|高新区|自贸区|桩|厂房"
    "|学生|人员|省份|国(?!家)|就业|职位|门店|机器人"
)
IRREGULAR_PLURALS = _words(
    "memoranda employment people staff personnel women men children headcount MoUs MOUs aircraft "
    "spacecraft youth cattle sheep livestock police alumni businessmen"
)
# things counted in the singular: one project, and a 300-bed hospital
SINGULARS = (
    "project|company|cent(?:er|re)|plant|factory|deal|award|agreement|site|facility|firm|country"
    "|city"
)
HYPHENATED = (
    f"{SINGULARS}|job|bed|room|seat|store|shop|outlet|home|house|unit|turbine|vehicle|aircraft|ship"
    "|berth|worker|employee|student|member"
)
# names with digits in them: 61 Fortune 500 firms
NAMES_IN_NOUNS = r"(?:Fortune|Forbes|Global)(?: Global)? \d+|Boeing \d+|(?:Airbus )?A\d{3}\w*"
# words that end in s and are no plural
NOT_PLURALS = _words(
    "overseas various previous serious numerous gas business process less across class series "
    "status campus access press express wireless glass us cross continuous autonomous focus bus "
    "basis analysis address mass pass logistics electronics robotics this its his is was has as "
    "plus versus respectively gains rises falls signs plans aims says totals includes covers "
    "involves spans accounts comes makes times"
)
# words that end the noun behind a number
NOT_IN_NOUNS = _words(
    "in of to for from with by on at were are be been will would can could may might have had and "
    "or but that which who whose when where while than then per worth valued covering creating "
    "generating over under between among during after before since until into onto through a an "
    "the all each every more most only also not no so if it they them their there these those "
    "signed invested announced including involving"
)
# words that follow an amount whose currency is understood: any other seems to be a currency
MONEY_NOUNS = _words(
    "investment investments investing project deal deals funding fund funds grant grants loan "
    "loans package plan programme program budget pledge commitment commitments stake portfolio "
    "facility expansion plant factory scheme initiative agreement contract business was were is "
    "are has had will would"
)

# --- what makes a number no figure

LEFT_OF_NO_FIGURE = re.compile(
    # ranks and rough numbers, letters and digits that the number is a part of
    r"第$|[数几]$|[A-Za-zÀ-ɏ]$|[\d]\s?[.,:/]$|[A-Za-z\d][-–]$|\bNo\.?\s?$|[+#§№]$"
    # 前5, but not 目前5, 之前5, 当前5; places, codes, telephones, years of the Republic
    r"|(?<![目之以当提])前$|排名$|位列$|位居$|[代编]码[:为]?$|编号[:为]?$|电话[:为]?\s?$"
    r"|热线[:为]?\s?$|双$|民国$"
    # names that end in a number
    r"|\b(?:top|ranked?|ranks|ranking|fortune|phase|stage|part|chapter|section|article|page|room"
    r"|floor|tier|volume|version|level|number|route|"
    r"tower|gate|exit|unit|line|grade|step|point|appendix|annex|schedule|figure|table|paragraph"
    r"|industry|web|tel|phone|ext|form|aged?|q"
    r"|(?-i:Big|Global|Model|Formula|Area|Scope|Type|Category|Class|Boeing|Airbus|Trent|Windows"
    r"|Group of))[.:]?\s$"
    # one in five
    r"|\b(?:one|two|three|four|nine|\d) (?:in|out of) $",
    re.IGNORECASE,
)
_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)
LEFT_OF_DATE = re.compile(
    rf"\b(?:{_MONTHS})\.?\s$|月$|\b(?i:day|night|week|year|round|session|season|game)\s$"
)
RIGHT_OF_NO_FIGURE = re.compile(
    # dates, editions, floors, ages, classes
    rf"月|日(?![元圆均])|号|届|期|强|楼|层|室|岁|世纪|线(?!路)|代|点(?!\d)|时(?!间)|级|板块"
    rf"|(?:-|\s)years?(?:-|\s)old\b|\s?(?:{_MONTHS})\b|,\d"
    # one in five, ordinals, times of day, names that begin with a number
    rf"|\s(?:in|out of) (?:three|four|five|ten|10|100)\b|(?:st|nd|rd|th)\b|[:/]\d"
    rf"|-(?!(?:{HYPHENATED})\b)[A-Za-z\d]|[A-Za-z\d]|\.\d|’s\b|'s\b|\s?(?:a\.?m\.?|p\.?m\.?)\b"
)
# A noun that begins or ends so is a part of the number that the tables do not know. The phrase is
# refused then, for the number would be read without that part.
MISREAD = re.compile(
    r"[〇零一二两三四五六七八九十百千万亿余多半]|分之|thirds?(?![\w-])"
    r"|(ty|teen|hundred|thousand|dozen|score|lakh|crore|k|m|b|mn|tn"
    r"|or|and|to|decline|decrease|drop|fall|lower|less)\b"
    r"|.*(以上|以下|左右|上下|or more|or less|at least|plus)$",
    re.IGNORECASE,
)

# --- characters

TRADITIONAL = str.maketrans(
    "點號門壇築億萬約兩級個項幣過於餘歐鎊圓韓臺盧將達數額資規業園區團國產線術處輛戶條種頃噸畝間時週們員"
    "倆場電類開發構領總廠實驗學單協議訂獨獸網據頭廣機會車協議擬賓職動幹廠"
    "與專為內對屆崗應強權棟樁畢遊灣熱碼筆紀納組織續編節簽觀眾記論話違鄰臨鐘鏈隊頓預顆塊獎勵給補貼獲銖"
    "爾亞紐蘭馬羅歲層樓"
    "壹貳參肆伍陸柒捌玖拾佰仟",
    "点号门坛筑亿万约两级个项币过于余欧镑元韩台卢将达数额资规业园区团国产线术处辆户条种顷吨亩间时周们员"
    "俩场电类开发构领总厂实验学单协议订独兽网据头广机会车协议拟宾职动干厂"
    "与专为内对届岗应强权栋桩毕游湾热码笔纪纳组织续编节签观众记论话违邻临钟链队顿预颗块奖励给补贴获铢"
    "尔亚纽兰马罗岁层楼"
    "一二三四五六七八九十百千",
)
