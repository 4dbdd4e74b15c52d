extension Double {
  /// The number to four significant digits, without digits that say nothing: `0.03121`, `1204`.
  package var brief: String {
    guard isFinite else { return self < 0 ? "−∞" : "∞" }
    if self == rounded(), abs(self) < 1e15 { return "\(Int(self))" }
    var unit = 1.0
    while abs(self) * unit < 1000, unit < 1e12 { unit *= 10 }
    let rounded = (self * unit).rounded() / unit
    return rounded == rounded.rounded() && abs(rounded) < 1e15 ? "\(Int(rounded))" : "\(rounded)"
  }

  /// The share as people write it, to a tenth: `2.5 %`.
  package var percent: String {
    let tenths = (self * 1000).rounded()
    return (tenths / 10).brief + " %"
  }
}

extension Int {
  /// A number with its noun, in the plural where it must be: `1 row`, `3 rows`.
  package func of(_ noun: String, _ plural: String? = nil) -> String {
    "\(self) " + (self == 1 ? noun : plural ?? noun + "s")
  }
}
