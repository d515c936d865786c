import FoundationEssentials
import Results
import Testing

/// Tables as people and as programs read them.
@Suite struct DataTableTests {
  private var table: DataTable {
    var table = DataTable(
      "t",
      columns: [
        .init("name", isWords: true), .init("share", "pass@1"), .init("change"), .init("n"),
        .init("entropy"),
      ])
    table.append([
      .text("a,\"b\"\nc"), .share(1.0 / 3), .difference(-0.125), .count(12_345),
      .number(0.5, decimals: 3),
    ])
    table.append([.text("d"), .missing, .missing, .missing, .number(.nan, decimals: 1)])
    return table
  }

  @Test func csvQuotesAndKeepsDigits() {
    #expect(
      table.csv
        == "name,share,change,n,entropy\n"
        + "\"a,\"\"b\"\"\nc\",0.3333333333333333,-0.125,12345,0.5\n" + "d,,,,\n")
  }

  @Test func peopleSeeRoundedNumbers() {
    #expect(table.markdown[0] == "| name | pass@1 | change | n | entropy |")
    #expect(table.markdown[2].hasSuffix("| 33.3% | -12.5 | 12,345 | 0.500 |"))
    #expect(table.markdown[3] == "| d | - | - | - | - |")
  }

  @Test func jsonHasNullForWhatIsMissing() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let text = String(decoding: try encoder.encode(table), as: UTF8.self)
    #expect(
      text.contains(
        "{\"change\":null,\"entropy\":null,\"n\":null,\"name\":\"d\",\"share\":null}"))
  }
}
