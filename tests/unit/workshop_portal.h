#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace cleanscrape::test {

/// Marked pages of an invented portal that shows English articles in a Korean frame, one item a line: a list of headlines above the article,
/// and its title between two fixed lines, as a list stands. Titles share words with their text alone. The same number gives the same page.
class PortalPage {
 public:
  /// `kicker` stands before every title, as "Editorial:" does in some columns.
  explicit PortalPage(std::uint32_t number, std::string_view kicker = {}) : number_(number), state_(number * 2654435761U + 777U), kicker_(kicker) {}

  [[nodiscard]] std::string marked() {
    head();
    body();
    tail();
    return text_;
  }

 private:
  using Words = std::array<std::string_view, 8>;
  static constexpr std::array<std::string_view, 24> kPlaces{"Brackenford", "Osier Quay", "Tallow Hill", "Marlpit Row", "Quenby", "Withy Green", "Saddlers Yard", "Plover Sands",
                                                            "Candlewick", "Drovers End", "Elmstead Mill", "Foxglove Bank", "Gannet Rock", "Hopper Lane", "Inkerman Steps", "Juniper Fold",
                                                            "Kestrel Tower", "Limepit Cross", "Moorhen Pool", "Nettlebed", "Oatfield", "Peppercorn Stairs", "Rushlight Court", "Sorrel Bridge"};
  static constexpr std::array<std::string_view, 24> kObjects{"sundial", "weathercock", "drawbridge", "carousel", "granary", "lighthouse", "orchestra", "vineyard", "telescope", "windmill", "aqueduct", "beehive",
                                                             "chandelier", "dovecote", "escalator", "foundry", "greenhouse", "harmonium", "icehouse", "jetty", "kiln", "labyrinth", "mosaic", "nursery"};
  static constexpr Words kDeeds{"will be mended by volunteers", "was measured again by two clerks", "has to wait for another year", "may be moved to drier ground", "was left out of the budget", "is open to children on Sundays", "was sold and bought back", "has found its missing piece"};
  static constexpr Words kReasons{"because the money for it was never spent", "as nobody had asked for it in time", "and those who live beside it are glad of that", "though the rain has come through since March", "which is what the letter of the owner had said", "but there is a dispute about the key", "so that the fair can be held there in the autumn", "and it was agreed that this would be the end of it"};
  static constexpr Words kKorean{"다리 보수 늦어져", "시장 지붕 새로 단장", "등대 밤마다 불 밝혀", "물레방아 다시 돈다", "학교 담장 허문다", "정거장 시계 고쳐", "부두 창고 문 열어", "느티나무 옮겨 심어"};
  static constexpr Words kQuotes{"주민들 “환영”", "상인들 반발", "시 “문제없다”", "“내년 봄까지”", "전문가들 우려", "예산은 절반", "올해만 세 번째", "아이들 함박웃음"};
  static constexpr Words kReporters{"홍두루", "남가람", "서마루", "윤새솔", "도하늘", "마보라", "고은결", "표다온"};
  static constexpr Words kSections{"사회", "문화", "경제", "사회", "문화", "경제", "사회", "문화"};

  std::uint32_t next() {
    state_ = state_ * 1664525U + 1013904223U;
    return state_ >> 8U;
  }
  std::string pick(const Words& words) { return std::string(words[next() % words.size()]); }
  std::string number(std::uint32_t from, std::uint32_t to) { return std::to_string(from + next() % (to - from + 1)); }
  void add(char mark, std::string_view line) { text_ += std::string(1, mark) + " " + std::string(line) + "\n"; }

  [[nodiscard]] std::string place() const { return std::string(kPlaces[number_ % kPlaces.size()]); }
  [[nodiscard]] std::string object() const { return std::string(kObjects[(number_ * 7) % kObjects.size()]); }
  std::string headline() { return pick(kKorean) + "… " + pick(kQuotes); }
  std::string moment() { return "2025." + number(10, 12) + "." + number(10, 28) + " " + number(10, 23) + ":" + number(10, 59); }

  void head() {
    for (const std::string_view item : {"본문으로 바로가기", "솔잎 모아보기", "지면 보기", "바다와 숲", "사람들"}) add('D', item);
    add('D', "지금 뜨는 기사");
    for (int i = 0; i < 5; ++i) add('D', headline());
    add('D', "펼쳐 보기");
    add('D', "솔잎 홈 > " + pick(kSections));
    add('K', kicker_ + place() + " " + object() + " " + pick(kDeeds));
    if (number_ % 2 == 0) add('K', "Neighbours of the " + object() + " are of two minds");
    add('D', "입력 " + moment());
    if (number_ % 3 != 0) add('D', "수정 " + moment());
    add('D', pick(kReporters) + " 기자");
    for (const std::string_view item : {"글자 크게", "글자 작게", "주소 복사", "소리로 듣기"}) add('D', item);
    add('D', "댓글 " + number(10, 300));
  }

  void body() {
    add('K', "The " + object() + " of " + place() + " " + pick(kDeeds) + ", " + pick(kReasons) + ".");
    for (std::uint32_t i = 0; i < 3 + number_ % 4; ++i) {
      add('K', "It is said in " + place() + " that the " + object() + " " + std::string(kDeeds[(number_ + i) % kDeeds.size()]) + ", " + pick(kReasons) + ". The rest of it " + pick(kDeeds) + ".");
      if (i == 1 && number_ % 3 == 0) add('K', "What happens next");
    }
    if (number_ % 3 == 1) add('K', "Nobody was hurt.");
  }

  void tail() {
    add('D', pick(kReporters) + " 기자 desk" + number(10, 99) + "@solip.example");
    add('D', "ⓒ 솔잎 모아보기, 허락 없이 옮겨 싣지 못합니다");
    add('D', "이 기사를 어떻게 보셨나요?");
    for (const std::string_view item : {"좋아요 ", "슬퍼요 ", "궁금해요 "}) add('D', std::string(item) + number(0, 50));
    add('D', "같은 기자의 글");
    for (int i = 0; i < 4; ++i) add('D', headline());
    add('D', "독자가 고른 기사");
    for (int i = 1; i < 8; ++i) add('D', std::to_string(i) + " " + headline());
    for (const std::string_view item : {"솔잎 소개", "기사 알리기", "광고 자리", "개인정보를 다루는 법"}) add('D', item);
    add('D', "솔잎시 바람면 등대길 12 · 펴낸이 홍두루 · 엮은이 서마루");
  }

  std::uint32_t number_;
  std::uint32_t state_;
  std::string kicker_;
  std::string text_;
};

}  // namespace cleanscrape::test
