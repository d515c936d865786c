import TerminalUI

/// Which key asks for what, on which screens.
///
/// The help, the hints in the last row, README's list and the tests are all made
/// of this table.
package struct Keymap: Sendable {
  package struct Binding: Sendable {
    package let keys: [Key]
    package let command: Command
    /// What the key does, in a few words.
    package let help: String
    /// The word in the last row; `nil` keeps it out of there.
    package let hint: String?
    /// Where the key holds; empty is everywhere.
    package let screens: Set<ScreenName>

    init(
      _ keys: [Key], _ command: Command, _ help: String, hint: String? = nil,
      on screens: Set<ScreenName> = []
    ) {
      self.keys = keys
      self.command = command
      self.help = help
      self.hint = hint
      self.screens = screens
    }

    package func holds(on screen: ScreenName) -> Bool {
      screens.isEmpty || screens.contains(screen)
    }
  }

  package let bindings: [Binding]

  package func command(for key: Key, on screen: ScreenName) -> Command? {
    bindings.first { $0.keys.contains(key) && $0.holds(on: screen) }?.command
  }

  package static let standard = Keymap(bindings: [
    Binding(
      [.enter], .deeper, "go deeper: run, problem, sample, text; rejects of a file",
      hint: "open"),
    Binding([.escape], .back, "go back; leave a filter or a prompt", hint: "back"),
    Binding([.up, .character("k")], .up, "one row up"),
    Binding([.down, .character("j")], .down, "one row down"),
    Binding([.character("<")], .backInHistory, "back to where one was before"),
    Binding([.character(">")], .forwardInHistory, "forward again"),
    Binding(
      [.character("v")], .nextView, "the next way to look at it", hint: "view",
      on: [.curves, .histogram, .coverage, .problems, .sweeps, .training, .perplexity]),
    Binding(
      [.character("V")], .previousView, "the way to look at it before",
      on: [.curves, .histogram, .coverage, .problems, .sweeps, .training, .perplexity]),
    Binding(
      [.character("E")], .export, "write what is shown to a file", hint: "export"),
    Binding(
      [.character("-")], .smallerBudget, "the next smaller k",
      on: [.histogram, .coverage, .problems, .sweeps, .training]),
    Binding(
      [.character("+"), .character("=")], .largerBudget, "the next larger k",
      on: [.histogram, .coverage, .problems, .sweeps, .training]),
    Binding([.left, .character("h")], .left, "the next smaller k", hint: "k", on: [.curves]),
    Binding([.right, .character("l")], .right, "the next larger k", hint: "k", on: [.curves]),
    Binding([.left, .character("h")], .left, "the cell or list to the left", on: [.coverage]),
    Binding([.right, .character("l")], .right, "the cell or list to the right", on: [.coverage]),
    Binding([.left, .character("h")], .left, "the lower temperature", hint: "T", on: [.sweeps]),
    Binding([.right, .character("l")], .right, "the higher temperature", hint: "T", on: [.sweeps]),
    Binding([.left, .character("h")], .left, "the box to the left", on: [.perplexity]),
    Binding([.right, .character("l")], .right, "the box to the right", on: [.perplexity]),
    Binding(
      [.character("p")], .listInProblems, "show what is listed on Problems", hint: "problems",
      on: [.coverage]),
    Binding(
      [.character("R")], .recheck, "add the samples of other runs of the same model",
      hint: "recheck", on: [.coverage]),
    Binding([.left, .character("h")], .left, "the run to the left", on: [.problems]),
    Binding([.right, .character("l")], .right, "the run to the right", on: [.problems]),
    Binding([.left, .character("h")], .left, "the bin or panel to the left", on: [.histogram]),
    Binding([.right, .character("l")], .right, "the bin or panel to the right", on: [.histogram]),
    Binding(
      [.character("%")], .percent, "bars as counts or per cent", hint: "percent",
      on: [.histogram]),
    Binding(
      [.character("H")], .steps, "columns: marked runs, or the candidate's steps", hint: "steps",
      on: [.problems]),
    Binding(
      [.character("d")], .grouping, "divide strata by accuracy, level or subject",
      on: [.problems]),
    Binding(
      [.character("x")], .guessable, "leave out guessable problems on all screens",
      on: Set(ScreenName.allCases).subtracting([.samples, .files])),
    Binding(
      [.character("X")], .only, "all screens: the listed problems only, or all",
      on: Set(ScreenName.allCases).subtracting([.samples, .files])),
    Binding(
      [.left, .character("h")], .left, "the step or benchmark to the left", hint: "step",
      on: [.training]),
    Binding(
      [.right, .character("l")], .right, "the step or benchmark to the right", hint: "step",
      on: [.training]),
    Binding(
      [.left, .character("h")], .left, "to the list, or the text on the left", on: [.samples]),
    Binding(
      [.right, .character("l")], .right, "to the text, or the text on the right",
      on: [.samples]),
    Binding(
      [.character("}")], .nextSample, "the next sample", hint: "sample", on: [.samples]),
    Binding([.character("{")], .previousSample, "the sample before", on: [.samples]),
    Binding(
      [.character("]")], .nextProblem, "the next problem", hint: "problem", on: [.samples]),
    Binding([.character("[")], .previousProblem, "the problem before", on: [.samples]),
    Binding([.character("C")], .nextCorrect, "the next correct sample", on: [.samples]),
    Binding([.character("I")], .nextIncorrect, "the next incorrect sample", on: [.samples]),
    Binding(
      [.character("T")], .nextTruncated, "the next sample cut at the token limit",
      on: [.samples]),
    Binding([.character("R")], .randomSample, "a sample drawn by chance", on: [.samples]),
    Binding([.character("F")], .follow, "follow the newest sample", on: [.samples]),
    Binding(
      [.character("f")], .listFilter, "list the samples that fit, as tokens > 4000",
      hint: "filter", on: [.samples]),
    Binding(
      [.character("p")], .answers, "group the samples by answer, or do not", hint: "answers",
      on: [.samples]),
    Binding(
      [.character("d")], .beside, "put a sample of the other verdict beside this one",
      hint: "beside", on: [.samples]),
    Binding(
      [.character("D")], .otherBeside, "beside it: one of the other run, or verdict",
      on: [.samples]),
    Binding(
      [.character(".")], .part, "show where the two samples part", on: [.samples]),
    Binding([.character("-")], .foldAll, "fold all sections of the text", on: [.samples]),
    Binding(
      [.character("+"), .character("=")], .unfoldAll, "unfold all sections of the text",
      on: [.samples]),
    Binding([.character(")")], .nextSection, "the next section of the text", on: [.samples]),
    Binding(
      [.character("(")], .previousSection, "the section of the text before", on: [.samples]),
    Binding(
      [.character("m")], .remarks, "mark words of reflection, and loops", hint: "marks",
      on: [.samples]),
    Binding(
      [.character("'")], .nextToken, "the numbers of the next token", on: [.samples]),
    Binding(
      [.character("\"")], .previousToken, "the numbers of the token before", on: [.samples]),
    Binding(
      [.character("v")], .markValid, "the reasoning is valid", hint: "valid", on: [.samples]),
    Binding(
      [.character("x")], .markInvalid, "the reasoning is not valid", hint: "invalid",
      on: [.samples]),
    Binding([.character("z")], .markUnsure, "the reasoning cannot be judged", on: [.samples]),
    Binding(
      [.character("y")], .copy, "copy the response to the clipboard", hint: "copy",
      on: [.samples]),
    Binding(
      [.character("Y")], .copyRaw, "copy it as it is, hostile characters too", on: [.samples]),
    Binding([.character("|")], .pipe, "give the response to a command", on: [.samples]),
    Binding(
      [.character("o")], .openEditor, "open the text in the editor", on: [.samples]),
    Binding([.home, .character("g")], .first, "the first row, or the start of the text"),
    Binding([.end, .character("G")], .last, "the last row, or the end of the text"),
    Binding([.pageUp], .pageUp, "a page up"),
    Binding([.pageDown], .pageDown, "a page down"),
    Binding([.control("u")], .halfPageUp, "half a page up"),
    Binding([.control("d")], .halfPageDown, "half a page down"),
    Binding(
      [.space], .mark, "mark a run for the curves, or take its mark away", hint: "mark",
      on: [.runs]),
    Binding([.space], .mark, "show or hide the log under the cursor", on: [.training]),
    Binding(
      [.character("b")], .baseline, "make the run the baseline", hint: "baseline",
      on: [.runs, .problems, .sweeps]),
    Binding(
      [.character("c")], .candidate, "make the run the candidate", hint: "candidate",
      on: [.runs, .problems, .sweeps, .training]),
    Binding(
      [.character("p")], .group, "group by benchmark, model, algorithm, step or role",
      hint: "group", on: [.runs]),
    Binding([.character("r")], .role, "set the role of the run", hint: "role", on: [.runs]),
    Binding([.character("e")], .edit, "state a fact of the run in kscope.toml", on: [.runs]),
    Binding([.character("t")], .threshold, "set the least score that is right", on: [.runs]),
    Binding(
      [.character("m")], .metric, "count the next of several verdicts of each sample", on: [.runs]),
    Binding([.character("u")], .undo, "take back the last change of a run's facts", on: [.runs]),
    Binding([.character("u")], .undo, "take back the mark of this sample", on: [.samples]),
    Binding(
      [.character("s")], .sort, "sort by the next column", hint: "sort",
      on: [.runs, .problems, .samples, .training]),
    Binding(
      [.character("S")], .reverse, "turn the order round",
      on: [.runs, .problems, .samples, .training]),
    Binding(
      [.character("i")], .bands, "show or hide the intervals", hint: "intervals",
      on: [.curves, .sweeps, .training]),
    Binding([.character("i")], .bands, "show or hide dots and intervals", on: [.perplexity]),
    Binding(
      [.character("m")], .metric, "the next metric: pass@k, pass^k, G-Pass, maj@k", on: [.curves]),
    Binding(
      [.character("t")], .counting, "cut samples as wrong or missing; distinct ones", on: [.curves]),
    Binding([.character("T")], .tokens, "x in generated tokens instead of k", on: [.curves]),
    Binding(
      [.character("t")], .counting, "files of scores, or the samples' own", hint: "source",
      on: [.perplexity]),
    Binding(
      [.character("L")], .logarithmic, "y logarithmic or linear",
      on: [.curves, .sweeps, .perplexity]),
    Binding([.character("f")], .fold, "leave the gap between the curves out of y", on: [.curves]),
    Binding([.character("z")], .zoomIn, "zoom in round k", on: [.curves]),
    Binding([.character("Z")], .zoomOut, "zoom out", on: [.curves]),
    Binding([.character("e")], .extend, "go on beyond n, as a model expects", on: [.curves]),
    Binding(
      [.character("p")], .references, "show or hide published curves",
      on: [.curves, .sweeps, .training]),
    Binding([.character("d")], .difference, "the difference from the base model", on: [.training]),
    Binding(
      [.character("w")], .smoothing, "average the logs over 5, 11 or 21 steps, or not",
      on: [.training]),
    Binding(
      [.character("f")], .fact, "rank by the next fact: algorithm, model, step",
      on: [.training]),
    Binding(
      [.character("A")], .allCheckpoints, "rank every checkpoint, or the most alike",
      on: [.training]),
    Binding([.character("w")], .wrap, "wrap long lines, or cut them", hint: "wrap", on: [.samples]),
    Binding(
      [.character("/")], .filter, "show the rows that hold words or fit n >= 8", hint: "filter",
      on: Set(ScreenName.allCases).subtracting([.samples])),
    Binding([.character("/")], .filter, "find in the text", hint: "find", on: [.samples]),
    Binding([.character("n")], .nextMatch, "the next match in the text", on: [.samples]),
    Binding([.character("N")], .previousMatch, "the match before in the text", on: [.samples]),
    Binding([.character("1")], .open(.runs), "Runs: what there is"),
    Binding([.character("2")], .open(.curves), "Curves: pass@k of the marked runs"),
    Binding([.character("3")], .open(.histogram), "Histogram: problems by accuracy"),
    Binding([.character("4")], .open(.coverage), "Coverage: who solves what"),
    Binding([.character("5")], .open(.problems), "Problems: each problem in each run"),
    Binding([.character("6")], .open(.samples), "Samples: the responses to a problem"),
    Binding([.character("7")], .open(.sweeps), "Sweeps: over temperature and entropy"),
    Binding([.character("8")], .open(.training), "Training: over steps and algorithms"),
    Binding([.character("9")], .open(.perplexity), "Perplexity: of responses under models"),
    Binding([.character("0")], .open(.files), "Files: what was read, and what was rejected"),
    Binding([.tab], .nextScreen, "the next screen"),
    Binding([.backTab], .previousScreen, "the screen before"),
    Binding([.character("a")], .glyphs, "draw with Braille, blocks or ASCII"),
    Binding([.control("l")], .redraw, "draw the screen anew"),
    Binding([.character("?"), .function(1)], .help, "these keys", hint: "keys"),
    Binding([.character("q")], .quit, "quit", hint: "quit"),
  ])
}
