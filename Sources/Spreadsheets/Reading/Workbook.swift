/// A workbook as it was read: its sheets with every cell that holds something.
struct Workbook: Sendable {
  let sheets: [Sheet]

  struct Sheet: Sendable {
    let name: String
    /// By row and column, both from 1.
    var rows: [Int: [Int: Cell]] = [:]

    subscript(row: Int, column: Int) -> Cell? { rows[row]?[column] }
  }

  struct Cell: Hashable, Sendable {
    /// What the cell shows, but for the form of numbers: those come as they are kept.
    var text: String
    /// Whether a formula made it.
    var isFormula = false
  }

  /// Reads a workbook.
  ///
  /// - Parameter bytes: The whole file.
  /// - Throws: ``Refusal``, of the whole.
  init(_ bytes: [UInt8]) throws(Refusal) {
    let archive = try Archive(bytes)
    try Self.refuseMacros(archive)
    let root = try Relations(of: "", in: archive)
    guard let main = root.target(of: "officeDocument") else {
      throw Refusal("it is no workbook", fix: "save it as .xlsx")
    }
    let relations = try Relations(of: main, in: archive)
    let listed = try Self.sheets(in: main, of: archive)
    var shared: [String] = []
    if let part = relations.target(of: "sharedStrings") {
      var strings = SharedTexts()
      try Self.read(part, of: archive) { event throws(Refusal) in try strings.take(event) }
      shared = strings.texts
    }
    var room = Limits.cells
    var sheets: [Sheet] = []
    for (name, relation) in listed {
      // Sheets of charts have no cells.
      guard let part = relations.target(withID: relation, of: "worksheet") else { continue }
      var reader = SheetReader(part: part, shared: shared, room: room)
      try Self.read(part, of: archive) { event throws(Refusal) in try reader.take(event) }
      room = reader.room
      sheets.append(Sheet(name: name, rows: reader.rows))
    }
    self.sheets = sheets
  }

  private static func read(
    _ part: String, of archive: borrowing Archive, _ take: (XMLReader.Event) throws(Refusal) -> Void
  ) throws(Refusal) {
    guard let bytes = try archive.part(part) else { throw .damaged("'\(part)' is not in it") }
    try XMLReader.read(bytes, of: part, take)
  }

  private static func refuseMacros(_ archive: borrowing Archive) throws(Refusal) {
    guard archive.contains("[Content_Types].xml") else {
      throw Refusal("it is packed as workbooks are, and is none", fix: "save it as .xlsx")
    }
    var hasMacros = false
    try read("[Content_Types].xml", of: archive) { event throws(Refusal) in
      guard case .start(_, let attributes) = event, let type = attributes["ContentType"] else {
        return
      }
      let name = type.lowercased()
      hasMacros = hasMacros || name.contains("macroenabled") || name.contains("vbaproject")
    }
    if hasMacros || archive.contains("xl/vbaProject.bin") {
      throw Refusal("it holds macros", fix: "save it as .xlsx, which holds none")
    }
  }

  /// The names of the sheets with the relations that lead to them, in order.
  private static func sheets(
    in part: String, of archive: borrowing Archive
  ) throws(Refusal) -> [(name: String, relation: String)] {
    var sheets: [(name: String, relation: String)] = []
    try read(part, of: archive) { event throws(Refusal) in
      guard case .start("sheet", let attributes) = event else { return }
      guard let name = attributes["name"], let id = attributes["id"] else {
        throw .damaged("the list of its sheets")
      }
      guard sheets.count < Limits.sheets else {
        throw Refusal("it has more than \(Limits.sheets) sheets")
      }
      guard !sheets.contains(where: { $0.name.lowercased() == name.lowercased() }) else {
        throw .damaged("it has two sheets '\(name)'")
      }
      sheets.append((name, id))
    }
    return sheets
  }
}

/// What a part of a workbook refers to.
private struct Relations {
  private var all: [(id: String, type: String, target: String)] = []

  init(of part: String, in archive: borrowing Archive) throws(Refusal) {
    let folders = part.split(separator: "/").dropLast()
    let file = part.split(separator: "/").last.map(String.init) ?? ""
    let name = (folders + ["_rels", "\(file).rels"]).joined(separator: "/")
    guard let bytes = try archive.part(name) else { throw .damaged("'\(name)' is not in it") }
    var found: [(id: String, type: String, target: String)] = []
    try XMLReader.read(bytes, of: name) { event throws(Refusal) in
      guard case .start("Relationship", let attributes) = event,
        attributes["TargetMode"]?.lowercased() != "external",
        let (id, type) = attributes["Id"].flatMap({ id in attributes["Type"].map { (id, $0) } }),
        let target = attributes["Target"].flatMap({ Self.path($0, from: folders.map(String.init)) })
      else { return }
      found.append((id, type, target))
    }
    all = found
  }

  func target(of type: String) -> String? {
    all.first { $0.type.hasSuffix("/" + type) }?.target
  }

  func target(withID id: String, of type: String) -> String? {
    all.first { $0.id == id && $0.type.hasSuffix("/" + type) }?.target
  }

  /// The name of the part that a reference leads to; `nil` where it leads out of the workbook.
  private static func path(_ target: String, from folders: [String]) -> String? {
    var path = target.hasPrefix("/") ? [] : folders
    for step in target.split(separator: "/") where step != "." {
      if step != ".." {
        path.append(String(step))
      } else if path.popLast() == nil {
        return nil
      }
    }
    return path.joined(separator: "/")
  }
}
