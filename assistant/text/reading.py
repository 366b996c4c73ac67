"""How written words that are no hanzi are read aloud: fixed words, units, letters, symbols."""

#: Written forms with a reading of their own, upper-cased.
WORDS = {
    "APP": "手机软件", "ATM": "取款机", "WIFI": "无线网", "WI-FI": "无线网", "SIM": "电话卡",
    "PDF": "电子文件",
    "GPS": "定位", "VIP": "贵宾", "QQ": "扣扣", "OK": "好", "PC": "电脑", "TV": "电视", "AI": "人工智能",
}  # fmt: skip

#: Units, read so right after a number. A single capital is no unit: 5G is a network, 5g is five grams.
UNITS = {
    "m2": "平方米", "m3": "立方米", "km": "公里", "cm": "厘米", "mm": "毫米", "kg": "公斤", "mg": "毫克",
    "ml": "毫升",
    "kWh": "度", "min": "分钟", "dB": "分贝", "°C": "摄氏度", "m": "米", "g": "克", "L": "升", "h": "小时",
    "t": "吨",
}  # fmt: skip

LETTERS = {
    "A": "诶", "B": "比", "C": "西", "D": "迪", "E": "伊", "F": "艾弗", "G": "吉", "H": "艾尺", "I": "艾",
    "J": "杰",
    "K": "开", "L": "艾勒", "M": "艾姆", "N": "恩", "O": "欧", "P": "批", "Q": "丘", "R": "阿尔", "S": "艾斯",
    "T": "提",
    "U": "优", "V": "维", "W": "达不溜", "X": "艾克斯", "Y": "歪", "Z": "贼德",
}  # fmt: skip

#: Symbols that are said. What is in neither table makes no sound.
SAID = {
    "≥": "不少于", "≤": "不超过", ">": "超过", "<": "不到", "≈": "大约", "±": "正负", "=": "等于", "+": "加",
    "×": "乘",
    "÷": "除以", "&": "和", "〇": "零",
}  # fmt: skip
#: Symbols that are a pause.
PAUSES = {
    **dict.fromkeys("→:—|()[]〔〕【】,", "，"), **dict.fromkeys("/", "、"), **dict.fromkeys(";", "；"),
    **dict.fromkeys("?", "？"), **dict.fromkeys("!", "！"), **dict.fromkeys("\n", "。"),
}  # fmt: skip

_SYMBOLS = {ord(symbol): words for symbol, words in (SAID | PAUSES).items()}


def letters_read(token: str) -> str:
    """A run of Latin letters as hanzi: its fixed reading, else letter by letter."""
    upper = token.upper()
    return WORDS.get(upper) or "".join(LETTERS.get(letter, "") for letter in upper)


def symbols_read(text: str) -> str:
    """The text with every symbol that is said or is a pause replaced."""
    return text.translate(_SYMBOLS)
