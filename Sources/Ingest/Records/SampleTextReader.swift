import Results

/// Takes the texts of one sample out of its record.
struct SampleTextReader {
  private let finder: RecordTexts

  init(layout: RecordLayout) {
    finder = RecordTexts(layout, [.prompt, .gold, .response, .answer])
  }

  func read(_ bytes: consuming [UInt8], element: Int) -> Result<SampleText, TextFailure> {
    // A file of verdicts alone has no texts.
    if bytes.isEmpty { return .success(SampleText()) }
    let count = bytes.count
    var padded = bytes
    padded.append(contentsOf: repeatElement(0x20, count: JSONScanner.padding))
    let result = padded.withUnsafeBytes { buffer in
      read(RecordBytes(rebasing: buffer[..<count]), element: element)
    }
    guard result == .failure(.unreadable(ScanFailure.notUTF8.sentence)) else { return result }
    let repaired = padded.withUnsafeBytes { UTF8Repair.repaired($0, padding: 0) }
    return repaired.withUnsafeBytes { buffer in
      read(RecordBytes(rebasing: buffer[..<count]), element: element)
    }
  }

  private func read(_ record: RecordBytes, element: Int) -> Result<SampleText, TextFailure> {
    do throws(ScanFailure) {
      var text = SampleText()
      guard let found = try finder.places(of: [element], in: record).first else {
        return .success(text)
      }
      (text.prompt, text.gold) = (found[0]?.text, found[1]?.text)
      (text.response, text.answer) = (found[2]?.text, found[3]?.text)
      return .success(text)
    } catch {
      return .failure(.unreadable(error.sentence))
    }
  }
}
