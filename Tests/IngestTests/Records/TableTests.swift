import Results
import Testing

@testable import Ingest

@Suite struct TableTests {
  @Test func cellsMayHoldSeparatorsQuotesAndLineEnds() {
    let rows = rows("id,text\r\n1,\"a,b\"\r\n2,\"say \"\"42\"\"\nand go\"\n\n3,\n4,last")
    #expect(
      rows.map(\.cells) == [
        ["id", "text"], ["1", "a,b"], ["2", "say \"42\"\nand go"], ["3", ""], ["4", "last"],
      ])
  }

  @Test func aRowKnowsItsPlaceWithoutItsEnd() {
    let text = "\u{FEFF}id,x\r\n1,\"a\nb\"\r\n"
    let rows = rows(text)
    #expect(rows.map(\.offset) == [3, 9] && rows.map(\.length) == [4, 7])
  }

  @Test func whatIsCutOrMalformedIsNoCrash() {
    for text in ["", "\"", "a,\"", "a,\"b\"c,d", "\"\"\"", ",,,", "\n\n", "a\r", "\"a\"\""] {
      _ = rows(text)
    }
    #expect(rows("a,\"b\"c,d").map(\.cells) == [["a", "b", "d"]])
    #expect(rows("a,\"open").map(\.cells) == [["a", "open"]])
  }

  @Test func tabsSeparateToo() {
    #expect(rows("a\tb,c\n", separator: 9).map(\.cells) == [["a", "b,c"]])
  }

  @Test func cellsBecomeValuesOfJSON() {
    let cells = ["7", "-1.5e3", "007", "+1", "true", "True", "", "a\"\\\u{1}\n", "nan", "0.5"]
    let record = TableRecord(columns: cells.indices.map { "c\($0)" }, cells: cells)
    let text = String(decoding: record.bytes[..<record.count], as: UTF8.self)
    #expect(
      text == #"{"c0":7,"c1":-1.5e3,"c2":"007","c3":"+1","c4":true,"c5":"True","c6":null,"#
        + #""c7":"a\"\\\u0001\u000a","c8":"nan","c9":0.5}"#)
  }

  private func rows(_ text: String, separator: UInt8 = UInt8(ascii: ",")) -> [TableRows.Row] {
    Array(text.utf8).withUnsafeBytes { Array(TableRows($0, separator: separator)) }
  }
}

@Suite struct ConsoleTests {
  @Test func aLineOfVerlIsARow() throws {
    let row = try #require(
      VerlConsole().row(
        of:
          "\u{1B}[36m(TaskRunner pid=7)\u{1B}[0m step:5 - actor/entropy:0.351 - critic/score/mean:np.float64(0.125) - "
          + "val-core/Maxwell-Jia/AIME_2024/acc/mean@32:0.2 - x:nan - timing_s/step:1e2"))
    #expect(row.step == 5)
    #expect(
      row.values == [
        "actor/entropy": 0.351, "critic/score/mean": 0.125,
        "val-core/Maxwell-Jia/AIME_2024/acc/mean@32": 0.2, "timing_s/step": 100,
      ])
  }

  @Test func otherLinesAreNone() {
    for line in [
      "", "step:", "step:5", "step:x - a:1", "global_step:5 - a:1", "first step: 5 - a:1",
      "step:5 - nothing",
    ] {
      #expect(VerlConsole().row(of: line) == nil, "\(line)")
    }
  }
}
