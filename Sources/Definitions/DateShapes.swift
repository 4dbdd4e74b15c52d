internal import Documents
internal import Readiness

extension Shape where Value == Instant {
  /// A date, `2026-11-21`, or a time with an offset.
  static var date: Shape<Instant> {
    Shape(schema: .string(pattern: #"^\d{4}-\d{2}-\d{2}(T.*)?$"#)) { tree, reader in
      guard let text = tree.text else {
        reader.report(.wrongType, "expected a date, found \(tree.noun)", at: tree)
        return nil
      }
      guard let instant = Instant(text) else {
        reader.report(
          .badDate, "'\(text.shortened(to: 40))' is not a date", at: tree,
          fix: "write it like 2026-11-21 or 2026-11-21T10:00:00Z")
        return nil
      }
      return instant
    }
  }
}
