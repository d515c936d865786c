import Charts
import Results
import Statistics
import TerminalUI

extension App {
  func drawPerplexity(into buffer: inout Buffer, frame: Rect) {
    switch view {
    case .perplexityMatrix: drawPerplexityMatrix(into: &buffer, frame: frame)
    case .perplexitySteps: drawPerplexitySteps(into: &buffer, frame: frame)
    default: drawBoxes(into: &buffer, frame: frame)
    }
  }

  private var noPerplexityText: String {
    guard !snapshot.runs.isEmpty || !snapshot.scores.isEmpty else { return noChartText }
    guard !board.isWaiting(.perplexity) else { return "Reading log-probabilities." }
    return
      "No response has a log-probability. A file of scores brings them, one response a line: "
      + "problem_id, source, scorer, logprob_sum and n_tokens. Samples with logprob_sum and "
      + "n_tokens give each run's own (docs/format.md)."
  }

  private func drawBoxes(into buffer: inout Buffer, frame: Rect) {
    var rest = frame
    drawHead(perplexityTitle, into: &buffer, row: rest.takeTop(1))
    guard let review = perplexityFinding?.review, !review.boxes.isEmpty else {
      return drawEmpty(noPerplexityText, into: &buffer, frame: rest)
    }
    let lines = sentenceLines(perplexitySentences, width: frame.width)
    drawSentences(
      lines, into: &buffer, frame: rest.takeBottom(min(lines.count, max(1, rest.height / 4))))
    let table = review.table(of: perplexityProblem)
    if rest.height >= table.rows.count + 16 {
      draw(
        table, into: &buffer, frame: rest.takeBottom(table.rows.count + 1),
        selected: perplexity.box,
        yielding: ["left_out": 3, "min": 2, "max": 2, "mean": 1, "problems": 1])
    }
    boxPlot(review).draw(into: &buffer, frame: rest, level: glyphs)
  }

  private func drawPerplexityMatrix(into buffer: inout Buffer, frame: Rect) {
    var rest = frame
    drawHead("median " + perplexityTitle, into: &buffer, row: rest.takeTop(1))
    guard let review = perplexityFinding?.review, !review.boxes.isEmpty else {
      return drawEmpty(noPerplexityText, into: &buffer, frame: rest)
    }
    let table = review.matrix(of: perplexityProblem)
    draw(table, into: &buffer, frame: rest.takeTop(table.rows.count + 2))
    let lines = sentenceLines(
      ["A row is who scored, a column who wrote."] + perplexitySentences, width: frame.width)
    drawSentences(lines, into: &buffer, frame: rest)
  }

  private func drawPerplexitySteps(into buffer: inout Buffer, frame: Rect) {
    var rest = frame
    drawHead("perplexity over training", into: &buffer, row: rest.takeTop(1))
    guard let course = perplexityFinding?.course, !course.lines.isEmpty else {
      let text =
        perplexityFinding == nil
        ? noPerplexityText
        : "No file of scores has two training steps. Rows with step, such as one file over all "
          + "checkpoints, bring this curve: problem_id, step, scorer, logprob_sum and n_tokens."
      return drawEmpty(text, into: &buffer, frame: rest)
    }
    let lines = sentenceLines(course.sentences, width: frame.width)
    drawSentences(
      lines, into: &buffer, frame: rest.takeBottom(min(lines.count, max(1, rest.height / 4))))
    if rest.height >= course.table.rows.count + 14 {
      draw(course.table, into: &buffer, frame: rest.takeBottom(course.table.rows.count + 1))
    }
    perplexityStepsChart(course).draw(into: &buffer, frame: rest, level: glyphs)
  }
}
