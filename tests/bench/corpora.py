#!/usr/bin/env python3
"""Pages for the benchmarks, made of text written for the purpose: the same ones every time.

    corpora.py KIND MEGABYTES > FILE        pages of that kind, each ended by a NUL byte
    corpora.py --jsonl KIND MEGABYTES > FILE

KIND is one of
    mixed    articles of Korean portals: English paragraphs with Korean interface text, copies, bylines and lists around and between them
    english  clean English articles, nothing to drop
    korean   Korean articles and interface text
    whole    whole pages as text browsers dump them: menus, wrapped paragraphs, related lists, footers
"""
import argparse, json, random, sys, textwrap

SUBJECTS = [
    "The harbour master", "A teacher from the valley", "Nobody in the village", "The city council", "One of the divers", "Her older brother", "Mr. Dorn",
    "The museum of clocks", "A spokeswoman for the railway", "The third ferry", "Every baker in the old town", "The orchestra", "A reader in Orim",
    "The professor of geology", "The new bridge", "A group of retired engineers", "The U.S. team", "The mayor of Sora",
]
PREDICATES = [
    "said that the wall would be raised by half a metre before the winter", "had never heard of the plan, and did not like it", "sold {n} loaves in the first year",
    "was seen near the bridge at {h}:{m} in the morning", "is older than the town and has no door to the street", "has lost {n} of its readers since the spring",
    "will be opened again when the roof has been mended", "told the reporters “it was a matter of patience” and left without another word",
    "keeps bees on the roof of the museum with two of her friends", "asked whether the lamps could be lit for those who were late",
    "paid for the bell out of a fund that was meant for boats", "expects about {n} visitors a day, most of them on foot",
    "wrote a long letter to the ministry, which answered within a week", "doesn’t know who drew the map or why it shows a river that is not there",
    "measured the depth of the lake with a rope, as her father had done", "called the result “a small step, but one in the right direction”",
]
TAILS = ["", "", " near pier {m}", " on the {h}th of May", ", as {n} people saw", " with {m} of her pupils", " for {n} crowns", " at the age of {m}"]
OPENERS = ["", "", "", "On Tuesday, ", "In the end, ", "According to the report, ", "After the storm, ", "For the first time since 19{m}, ", "“Of course,” he added, and "]
KOREAN_SUBJECTS = ["항구의 관리인은", "마을의 교사는", "시 의회는", "잠수부 한 명은", "박물관 측은", "세 번째 배는", "오래된 방앗간은", "지질학 교수는", "새로 놓인 다리는"]
KOREAN_PREDICATES = ["겨울이 오기 전에 둑을 반 미터 높이겠다고 말했다", "그런 계획을 들어 본 적이 없다고 답했다", "첫해에 빵 {n}개를 팔았다", "아침 {h}시 {m}분에 다리 근처에서 목격됐다",
                     "지붕 수리가 끝나면 다시 문을 연다", "하루에 약 {n}명이 찾을 것으로 기대한다", "호수의 깊이를 밧줄로 쟀다"]
KOREAN_INTERFACE = ["글자크기 설정", "기사 본문 글꼴 크기 조절", "본문 바로가기", "카카오톡 공유하기", "댓글 0", "이 기사를 공유합니다", "인쇄하기", "스크랩", "구독하기", "좋아요 0 싫어요 0", "많이 본 뉴스",
                    "저작권자 © 오림일보 무단전재 및 재배포 금지", "관련기사", "목록으로", "다음 기사 보기", "로그인", "이전 기사 보기", "언론사 홈 바로가기", "입력 2024.05.21. 오전 10:30"]
ENGLISH_INTERFACE = ["Share", "Print", "Advertisement", "By Mira Ohn", "Photo by Han Bit", "2024-05-21 10:30", "Read more", "Subscribe to our newsletter", "Most read",
                     "Copyright © The Valley Post. All rights reserved.", "Sign in", "Comments (0)"]
MENU = ["Home", "News", "Politics", "Business", "Culture", "Sports", "Opinion", "Weather", "Travel", "Photos", "Video", "About us", "Contact", "Help", "Archive", "Search"]
HEADLINES = ["Tea prices fall for a third month", "Why the cable car stopped twice", "Old bakery finds its oven again", "Ferry timetable for the holidays", "A lamp for the late",
             "Council votes on the harbour wall", "What the divers saw", "Bees above the museum"]


class Writer:
    def __init__(self, seed):
        self.rng = random.Random(seed)

    def fill(self, text):
        return text.replace("{n}", f"{self.rng.randint(2, 99_999):,}").replace("{h}", str(self.rng.randint(5, 11))).replace("{m}", str(self.rng.randint(10, 59)))

    def sentence(self):
        rng = self.rng
        opener = rng.choice(OPENERS)
        subject = rng.choice(SUBJECTS)
        if opener:
            subject = subject[0].lower() + subject[1:] if subject.startswith(("The ", "A ", "Every ", "One ", "Nobody ", "Her ")) else subject
        return self.fill(f"{opener}{subject} {rng.choice(PREDICATES)}{rng.choice(TAILS)}.")

    def paragraph(self):
        return " ".join(self.sentence() for _ in range(self.rng.randint(1, 5)))

    def korean_paragraph(self):
        return " ".join(self.fill(f"{self.rng.choice(KOREAN_SUBJECTS)} {self.rng.choice(KOREAN_PREDICATES)}.") for _ in range(self.rng.randint(1, 4)))

    def headlines(self, count):
        return [self.rng.choice(["- ", "• ", "", "1. "]) + self.rng.choice(HEADLINES) for _ in range(count)]

    def english(self):
        lines = [self.rng.choice(HEADLINES), ""]
        for _ in range(self.rng.randint(6, 24)):
            lines += [self.paragraph(), ""]
        return lines

    def mixed(self):
        rng = self.rng
        title = rng.choice(HEADLINES)
        lines = [rng.choice(KOREAN_INTERFACE) for _ in range(rng.randint(1, 5))] + [title, rng.choice(ENGLISH_INTERFACE)]
        body = [self.paragraph() for _ in range(rng.randint(5, 20))]
        if rng.random() < 0.4:
            lines.append(body[0].split(". ")[0] + ".")  # a portal's summary
        for text in body:
            lines += [text, ""]
            if rng.random() < 0.08:
                lines.append(rng.choice(KOREAN_INTERFACE + ENGLISH_INTERFACE))
            if rng.random() < 0.03:
                lines += [text, ""]
        if rng.random() < 0.5:
            lines += ["관련기사"] + self.headlines(rng.randint(2, 5))
        return lines + [rng.choice(KOREAN_INTERFACE) for _ in range(rng.randint(1, 6))]

    def korean(self):
        rng = self.rng
        lines = [rng.choice(KOREAN_INTERFACE) for _ in range(rng.randint(1, 4))]
        for _ in range(rng.randint(5, 20)):
            lines += [self.korean_paragraph(), ""]
        return lines + [rng.choice(KOREAN_INTERFACE) for _ in range(rng.randint(1, 6))]

    def whole(self):
        rng = self.rng
        lines = ["   " + " | ".join(rng.sample(MENU, 8))] + [f"     * {name}" for name in rng.sample(MENU, 10)] + ["", "   Search: ____________ [Go]", "", rng.choice(HEADLINES), ""]
        lines += ["By Mira Ohn", "May 21, 2024 10:30", ""]
        for _ in range(rng.randint(6, 20)):
            lines += [*textwrap.wrap(self.paragraph(), 78, initial_indent="   ", subsequent_indent="   "), ""]
        lines += ["Related stories", ""] + [f"     * {name}" for name in self.headlines(rng.randint(4, 12))] + ["", "Most read", ""]
        lines += self.headlines(rng.randint(3, 8)) + ["", "   " + " | ".join(rng.sample(MENU, 6)), "   Copyright © The Valley Post. All rights reserved."]
        return lines


KINDS = ("mixed", "english", "korean", "whole")


def pages(kind, size_bytes, seed=20240521):
    """Pages of the kind until they have so many bytes."""
    writer = Writer(f"{seed} {kind}")
    made = 0
    while made < size_bytes:
        page = "\n".join(getattr(writer, kind)()) + "\n"
        made += len(page.encode())
        yield page


def rule_patterns(count):
    """Lines of furniture as rules have them, each with words of its own: as regular expressions that hold for the whole line."""
    rng = random.Random(count)
    words = "see|show|more|all|about|this|shop|story|page|list|print|share|send|open|close|next|last|view|read|follow".split("|")
    made = set()
    while len(made) < count:
        first, second, third = rng.sample(words, 3)
        number = rng.randint(0, 9999)
        made.add(rng.choice([f"^{first} {second} {third} {number}$", f"^{first} (?:the|our) {second}s {third} {number}$", f"^\\[?{first} {second} {number}\\]?$"]))
    return sorted(made)


def rule_pack(patterns):
    rules = "".join(f"[[rule]]\nid = \"bench.r{number}\"\ndescription = \"A line of furniture\"\nclass = \"chrome\"\naction = \"drop\"\n[rule.when]\nany = ['''{pattern}''']\n\n"
                    for number, pattern in enumerate(patterns))
    return f"format = 1\n\n[pack]\nid = \"bench\"\nversion = \"1.0.0\"\ntitle = \"Made for the benchmark\"\n\n{rules}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--jsonl", action="store_true")
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("megabytes", type=float)
    options = parser.parse_args()
    for number, page in enumerate(pages(options.kind, options.megabytes * 1e6)):
        record = json.dumps({"id": number, "text": page}, ensure_ascii=False) + "\n" if options.jsonl else page + "\0"
        sys.stdout.buffer.write(record.encode())


if __name__ == "__main__":
    main()
