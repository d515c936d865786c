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
    /// Where the key holds: on screens, and in views of others; everywhere without either.
    let screens: Set<ScreenName>
    let views: Set<ViewName>

    init(
      _ keys: [Key], _ command: Command, _ help: String, hint: String? = nil,
      on screens: Set<ScreenName> = [], in views: Set<ViewName> = []
    ) {
      self.keys = keys
      self.command = command
      self.help = help
      self.hint = hint
      self.screens = screens
      self.views = views
    }

    package var isEverywhere: Bool { screens.isEmpty && views.isEmpty }

    package func holds(in view: ViewName) -> Bool {
      isEverywhere || screens.contains(view.screen) || views.contains(view)
    }

    /// The names of where it holds, none for everywhere.
    package var places: [String] { screens.map(\.title) + views.map(\.place) }
  }

  package let bindings: [Binding]

  package func command(for key: Key, in view: ViewName) -> Command? {
    bindings.first { $0.keys.contains(key) && $0.holds(in: view) }?.command
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
      [.character("M")], .marks, "what readers say, and what is still to be judged",
      on: [.coverage], in: [.samples, .search]),
    Binding(
      [.character("b")], .blind, "hide which run a sample is of, or show it", hint: "blind",
      in: [.marks]),
    Binding(
      [.character("/")], .filter, "search for something else", hint: "search for",
      in: [.search]),
    Binding(
      [.character("s")], .scope, "search marked runs, all runs, or this problem", hint: "where",
      in: [.search]),
    Binding([.character("n"), .character("}")], .down, "the next sample found", in: [.search]),
    Binding([.character("N"), .character("{")], .up, "the sample found before", in: [.search]),
    Binding(
      [.character("C")], .nextCorrect, "the next correct sample found", hint: "right",
      in: [.search]),
    Binding(
      [.character("I")], .nextIncorrect, "the next incorrect sample found", hint: "wrong",
      in: [.search]),
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
      [.left, .character("h")], .left, "to the list, or the text on the left", in: [.samples]),
    Binding(
      [.right, .character("l")], .right, "to the text, or the text on the right",
      in: [.samples]),
    Binding(
      [.character("}")], .nextSample, "the next sample", hint: "sample", in: [.samples]),
    Binding([.character("{")], .previousSample, "the sample before", in: [.samples]),
    Binding(
      [.character("]")], .nextProblem, "the next problem", hint: "problem", in: [.samples]),
    Binding([.character("[")], .previousProblem, "the problem before", in: [.samples]),
    Binding([.character("C")], .nextCorrect, "the next correct sample", in: [.samples]),
    Binding([.character("I")], .nextIncorrect, "the next incorrect sample", in: [.samples]),
    Binding(
      [.character("T")], .nextTruncated, "the next sample cut at the token limit",
      in: [.samples]),
    Binding([.character("R")], .randomSample, "a sample drawn by chance", in: [.samples]),
    Binding([.character("F")], .follow, "follow the newest sample", in: [.samples]),
    Binding(
      [.character("f")], .listFilter, "list the samples that fit, as tokens > 4000",
      hint: "filter", in: [.samples]),
    Binding(
      [.character("p")], .answers, "group the samples by answer, or do not", hint: "answers",
      in: [.samples]),
    Binding(
      [.character("d")], .beside, "put a sample of the other verdict beside this one",
      hint: "beside", in: [.samples]),
    Binding(
      [.character("D")], .otherBeside, "beside it: one of the other verdict, other run, the next",
      in: [.samples]),
    Binding(
      [.character(".")], .part, "show where the two samples part", in: [.samples]),
    Binding([.character("-")], .foldAll, "fold all sections of the text", in: [.samples]),
    Binding(
      [.character("+"), .character("=")], .unfoldAll, "unfold all sections of the text",
      in: [.samples]),
    Binding([.character(")")], .nextSection, "the next section of the text", in: [.samples]),
    Binding(
      [.character("(")], .previousSection, "the section of the text before", in: [.samples]),
    Binding(
      [.character("m")], .remarks, "mark words of reflection, and loops", hint: "marks",
      in: [.samples]),
    Binding(
      [.character("'")], .nextToken, "the numbers of the next token", in: [.samples]),
    Binding(
      [.character("\"")], .previousToken, "the numbers of the token before", in: [.samples]),
    Binding(
      [.character("v")], .markValid, "the reasoning is valid", hint: "valid", in: [.samples]),
    Binding(
      [.character("x")], .markInvalid, "the reasoning is not valid", hint: "invalid",
      in: [.samples]),
    Binding([.character("z")], .markUnsure, "the reasoning cannot be judged", in: [.samples]),
    Binding([.character("e")], .edit, "write a note to the mark", in: [.samples]),
    Binding(
      [.character("y")], .copy, "copy the response to the clipboard", hint: "copy",
      in: [.samples]),
    Binding(
      [.character("Y")], .copyRaw, "copy it as it is, hostile characters too", in: [.samples]),
    Binding([.character("|")], .pipe, "give the response to a command", in: [.samples]),
    Binding(
      [.character("o")], .openEditor, "open the text in the editor", in: [.samples]),
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
    Binding([.character("u")], .undo, "take back the mark of this sample", in: [.samples]),
    Binding(
      [.character("s")], .sort, "sort by the next column", hint: "sort",
      on: [.runs, .problems, .training], in: [.samples]),
    Binding(
      [.character("S")], .reverse, "turn the order round",
      on: [.runs, .problems, .training], in: [.samples]),
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
    Binding([.character("w")], .wrap, "wrap long lines, or cut them", hint: "wrap", in: [.samples]),
    Binding(
      [.character("/")], .filter, "show the rows that hold words or fit n >= 8", hint: "filter",
      on: Set(ScreenName.allCases).subtracting([.samples])),
    Binding([.character("/")], .filter, "find in the text", hint: "find", in: [.samples]),
    Binding(
      [.character("\\")], .search, "search the samples of the marked runs",
      on: Set(ScreenName.allCases).subtracting([.samples])),
    Binding(
      [.character("\\")], .search, "search the samples of the marked runs", hint: "search",
      in: [.samples, .search, .marks]),
    Binding([.character("n")], .nextMatch, "the next match in the text", in: [.samples]),
    Binding([.character("N")], .previousMatch, "the match before in the text", in: [.samples]),
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
