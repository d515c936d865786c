// swift-tools-version: 6.1
import PackageDescription

/// Asked of every Swift target: existentials are spelled out, and a file imports what it uses.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// Thousands of draws take seconds where Swift is not optimized: tests run the debug program, too.
let optimized: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]
let optimizedC: [CSetting] = [.unsafeFlags(["-O2"], .when(configuration: .debug))]

/// The default linker warns of a call in Foundation, which released programs hold.
let released: [LinkerSetting] = [.unsafeFlags(["-use-ld=lld"])]

let package = Package(
  name: "kscope",
  products: [.executable(name: "kscope", targets: ["kscope"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2")
  ],
  targets: [
    // C and C++ edges: thin wrappers. No header of theirs includes a library's header.
    .target(
      name: "CTerminal",
      linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
    .target(name: "CCurve"),
    .target(
      name: "CCompress", linkerSettings: [.linkedLibrary("isal"), .linkedLibrary("zstd")]),
    .target(name: "CPcre2", linkerSettings: [.linkedLibrary("pcre2-8")]),
    .target(name: "CSystem"),
    .target(name: "CScan", cSettings: optimizedC),
    .target(name: "CSqlite", linkerSettings: [.linkedLibrary("sqlite3")]),
    .target(name: "CToml"),
    .target(name: "CUnicode", linkerSettings: [.linkedLibrary("utf8proc")]),

    // Pure: values in, values out. No file, clock, thread or terminal.
    .target(
      name: "Statistics", dependencies: ["CCurve"], swiftSettings: settings + optimized),
    .target(name: "Wording", swiftSettings: settings),
    .target(name: "Results", dependencies: ["Statistics", "Wording"], swiftSettings: settings),
    .target(name: "TerminalUI", dependencies: ["CUnicode"], swiftSettings: settings),
    .target(name: "Charts", dependencies: ["TerminalUI"], swiftSettings: settings),
    .target(name: "Toml", dependencies: ["CToml"], swiftSettings: settings),
    .target(
      name: "Themes", dependencies: ["TerminalUI", "Toml", "Wording"], swiftSettings: settings),
    // Optimized in tests, too: what it does to texts of megabytes is held to milliseconds there.
    .target(
      name: "Reader", dependencies: ["Results", "TerminalUI"], swiftSettings: settings + optimized),
    .target(
      name: "Dashboard", dependencies: ["Charts", "Reader", "Results", "Statistics", "TerminalUI"],
      swiftSettings: settings),

    // Edges: everything that touches the operating system.
    .target(name: "Watching", dependencies: ["CSystem"], swiftSettings: settings),
    .target(
      name: "ResultIndex", dependencies: ["CSqlite", "CSystem", "Results"],
      swiftSettings: settings),
    .target(
      name: "Ingest",
      dependencies: [
        "CCompress", "CPcre2", "CScan", "CSystem", "ResultIndex", "Results", "Statistics", "Toml",
        "Watching",
      ],
      swiftSettings: settings),
    .target(
      name: "NcursesBackend", dependencies: ["CTerminal", "TerminalUI"], swiftSettings: settings),
    .executableTarget(
      name: "kscope",
      dependencies: [
        "CSystem", "Dashboard", "Ingest", "NcursesBackend", "Reader", "ResultIndex", "Results",
        "Statistics", "TerminalUI", "Themes", "Watching",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings, linkerSettings: released),

    // Measurements of speed, beside NumPy's: `make bench`.
    .executableTarget(
      name: "StatisticsBenchmarks", dependencies: ["Statistics"], path: "Benchmarks/Statistics",
      exclude: ["peer.py"], swiftSettings: settings, linkerSettings: released),
    .executableTarget(
      name: "ScanBenchmarks", dependencies: ["CScan", "SimdjsonOracle", "TestSupport"],
      path: "Benchmarks/Scan", exclude: ["peer.py", "run.py"], swiftSettings: settings,
      linkerSettings: released),

    // Searches samples beside ripgrep: `make bench`.
    .executableTarget(
      name: "SearchBenchmarks", dependencies: ["Ingest", "Results"], path: "Benchmarks/Search",
      exclude: ["run.py"], swiftSettings: settings, linkerSettings: released),

    // Makes an index of results that are not there: `make bench`.
    .executableTarget(
      name: "IndexBenchmarks", dependencies: ["Ingest", "ResultIndex", "Results"],
      path: "Benchmarks/Index", exclude: ["first_screen.py", "run.sh"], swiftSettings: settings,
      linkerSettings: released),

    // Tests, and what they share. Tests of one target are named after it.
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: settings),
    // Reads JSON by simdjson, for tests and measurements to compare with.
    .target(
      name: "SimdjsonOracle", path: "Tests/SimdjsonOracle",
      linkerSettings: [.linkedLibrary("simdjson")]),
    .testTarget(
      name: "CScanTests", dependencies: ["CScan", "SimdjsonOracle", "TestSupport"],
      swiftSettings: settings),
    // Packs files for tests.
    .target(
      name: "CPacking", path: "Tests/CPacking",
      linkerSettings: [.linkedLibrary("z"), .linkedLibrary("zstd")]),
    .testTarget(
      name: "ResultsTests", dependencies: ["Results", "Statistics", "TestSupport"],
      exclude: ["Golden"],
      swiftSettings: settings),
    .testTarget(
      name: "IngestTests",
      dependencies: [
        "CPacking", "CScan", "Ingest", "ResultIndex", "Results", "Statistics", "TestSupport",
        "Watching",
      ],
      exclude: ["Reference", "reference.py"], swiftSettings: settings),
    .testTarget(
      name: "ResultIndexTests", dependencies: ["ResultIndex", "Results", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "StatisticsTests", dependencies: ["Statistics"],
      exclude: ["Reference"], swiftSettings: settings),
    // Simulations, which take long without optimization: `make test` runs them in release.
    .testTarget(
      name: "StatisticsHeavyTests", dependencies: ["Statistics"], swiftSettings: settings),
    .testTarget(
      name: "WatchingTests", dependencies: ["CSystem", "Watching"], swiftSettings: settings),
    .testTarget(
      name: "NcursesBackendTests", dependencies: ["CTerminal", "NcursesBackend", "TerminalUI"],
      swiftSettings: settings),
    .testTarget(
      name: "ChartsTests", dependencies: ["Charts", "TerminalUI"], exclude: ["Golden"],
      swiftSettings: settings),
    .testTarget(name: "TomlTests", dependencies: ["TestSupport", "Toml"], swiftSettings: settings),
    .testTarget(
      name: "TerminalUITests", dependencies: ["TerminalUI", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "DashboardTests",
      dependencies: [
        "Charts", "Dashboard", "Reader", "Results", "Statistics", "TerminalUI", "TestSupport",
      ],
      exclude: ["Golden"], swiftSettings: settings),
    .testTarget(
      name: "ReaderTests", dependencies: ["Reader", "Results", "TerminalUI", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "ThemesTests", dependencies: ["TerminalUI", "TestSupport", "Themes"],
      swiftSettings: settings),
    // They run the program that is built beside them.
    .testTarget(
      name: "EndToEndTests", dependencies: ["Dashboard", "TerminalUI", "TestSupport"],
      exclude: ["Golden"],
      swiftSettings: settings),
    .testTarget(
      name: "TidyTests", dependencies: ["TerminalUI", "TestSupport", "Themes"],
      exclude: ["Golden"],
      swiftSettings: settings),
  ],
  cxxLanguageStandard: .cxx17
)

// The heavy tests alone: in release the others would be built as well, which takes minutes.
if Context.environment["KSCOPE_HEAVY_TESTS"] != nil {
  let kept: Set = ["CCurve", "Statistics", "StatisticsHeavyTests"]
  package.targets.removeAll { !kept.contains($0.name) }
  package.products = []
}
