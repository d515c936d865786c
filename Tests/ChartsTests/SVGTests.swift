import Charts
import TerminalUI
import Testing

@Suite struct SVGTests {
  private let size = SVGSize(width: 640, height: 400)

  @Test func everyChartIsAWellFormedDocument() {
    for (name, chart, _) in ChartTests.charts {
      let text = chart.svg(size: size, title: name)
      #expect(XML.fault(in: text) == nil, "\(name)")
      #expect(text.hasPrefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg "))
      #expect(text.contains("viewBox=\"0 0 640 400\""))
      #expect(
        !["\"nan", ",nan", "\"inf", ",inf", "\"-inf"].contains(where: text.contains), "\(name)")
    }
  }

  @Test func anySizeIsWellFormed() {
    for (name, chart, _) in ChartTests.charts {
      for (width, height) in [(0.0, 0.0), (1, 1), (40, 20), (200, 30), (30, 300), (2000, 1500)] {
        let text = chart.svg(size: SVGSize(width: width, height: height), title: name)
        #expect(XML.fault(in: text) == nil, "\(name) \(width)x\(height)")
        #expect(!text.contains("=\"-\""), "\(name)")
      }
    }
  }

  @Test func drawsTheBoundaryAndPanelsAsExpected() {
    expectGolden(
      Examples.boundary.svg(size: size, title: "pass@k", description: "They cross at 122."),
      "boundary.svg")
    expectGolden(Examples.algorithms.svg(size: size, title: "gap"), "bar-list.svg")
  }

  @Test func textFromOutsideIsEscapedAndControlsAreSeen() {
    var chart = Examples.boundary
    chart.series[0].name = "<script>&\"'\u{1B}[2J\u{0}\u{202E}\u{FFFE}"
    let text = chart.svg(size: size, title: "a<b>\u{7}", description: "]]>&")
    #expect(XML.fault(in: text) == nil)
    #expect(text.contains("&lt;script&gt;&amp;&quot;&#39;^[[2J^@&lt;U+202E&gt;"))
    #expect(text.contains("<title>a&lt;b&gt;^G</title>"))
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
  }

  @Test func seriesDifferInShapeAsWellAsInColor() {
    let text = Examples.crossing.svg(size: size, title: "")
    for role in ["#0072b2", "#d55e00", "#009e73", "#cc79a7"] { #expect(text.contains(role)) }
    #expect(text.contains("<circle") && text.contains("<polygon"))
  }

  @Test func valuesThatAreFarOffOrNotNumbersAreClipped() {
    var chart = Examples.crossing
    chart.yAxis.range = 0.4...0.6
    chart.xAxis.range = 2...64
    chart.series[0].points[3].y = .nan
    chart.series[1].points[4].y = 1e300
    chart.series[2].points[4].high = .infinity
    let text = chart.svg(size: size, title: "")
    #expect(XML.fault(in: text) == nil && !text.contains("nan") && !text.contains("e+"))
    #expect(text.contains("clip-path=\"url(#clip1)\""))
  }

  @Test func whatIsBeyondMeasurementHasAnotherDashAndNoSign() {
    var chart = LineChart(
      xAxis: Axis("k", scale: .log2), yAxis: Axis("y"),
      series: [
        .init(
          "s", role: .candidate, marker: "S",
          points: [.init(x: 1, y: 0), .init(x: 4, y: 1), .init(x: 16, y: 2)])
      ])
    chart.showsLegend = false
    let measured = chart.svg(size: size, title: "")
    chart.series[0].extrapolatedFrom = 4
    let beyond = chart.svg(size: size, title: "")
    #expect(measured.occurrences(of: "<polygon") == 3 && beyond.occurrences(of: "<polygon") == 2)
    #expect(beyond.occurrences(of: "<polyline") == 2)
    #expect(!measured.contains("stroke-dasharray") && beyond.contains("stroke-dasharray"))
  }
}

extension String {
  fileprivate func occurrences(of part: String) -> Int {
    var count = 0
    var rest = self[...]
    while let index = rest.firstRange(of: part)?.upperBound {
      count += 1
      rest = rest[index...]
    }
    return count
  }

}

extension Substring {
  fileprivate func firstRange(of part: String) -> Range<Index>? {
    var index = startIndex
    while index < endIndex {
      if self[index...].hasPrefix(part) {
        return index..<self.index(index, offsetBy: part.count)
      }
      index = self.index(after: index)
    }
    return nil
  }
}

/// Just enough of XML to tell a document that a reader would refuse.
enum XML {
  /// What is wrong with a document, or `nil`.
  static func fault(in text: String) -> String? {
    var open: [Substring] = []
    var roots = 0
    var rest = text[...]
    if rest.hasPrefix("<?xml "), let end = rest.firstIndex(of: ">") {
      rest = rest[rest.index(after: end)...]
    }
    while let start = rest.firstIndex(of: "<") {
      if let fault = entityFault(in: rest[..<start]) { return fault }
      guard let end = rest[start...].firstIndex(of: ">") else { return "a tag without an end" }
      let tag = rest[rest.index(after: start)..<end]
      rest = rest[rest.index(after: end)...]
      if tag.hasPrefix("/") {
        guard open.popLast() == tag.dropFirst() else {
          return "</\(tag.dropFirst())> closes nothing"
        }
        continue
      }
      if open.isEmpty { roots += 1 }
      if let fault = attributeFault(in: tag) { return fault }
      if !tag.hasSuffix("/") { open.append(tag.prefix { $0 != " " }) }
    }
    if !open.isEmpty { return "<\(open.last ?? "")> is not closed" }
    return roots == 1 ? nil : "\(roots) roots"
  }

  private static func attributeFault(in tag: Substring) -> String? {
    let parts = tag.split(separator: "\"", omittingEmptySubsequences: false)
    guard !parts.count.isMultiple(of: 2) else { return "quotes in <\(tag)>" }
    var names: Set<Substring> = []
    for (index, part) in parts.enumerated() {
      if !index.isMultiple(of: 2) {
        if part.contains("<") { return "a sign in <\(tag)>" }
        if let fault = entityFault(in: part) { return fault }
      } else if index < parts.count - 1 {
        let name = part.split(separator: " ").last ?? ""
        guard name.hasSuffix("="), name.count > 1 else { return "an attribute in <\(tag)>" }
        guard names.insert(name).inserted else { return "\(name) twice in <\(tag)>" }
      }
    }
    return nil
  }

  private static func entityFault(in text: Substring) -> String? {
    for part in text.split(separator: "&", omittingEmptySubsequences: false).dropFirst() {
      let name = part.prefix { $0 != ";" }
      guard ["amp", "lt", "gt", "quot", "#39"].contains(name), part.contains(";") else {
        return "&\(name)"
      }
    }
    return nil
  }
}
