extension Diagnostic {
  /// The name of a kind of mistake; it never changes its meaning.
  package enum Code: String, CaseIterable, Sendable {
    case missingFile = "missing-file"
    case missingSection = "missing-section"
    case badAddress = "bad-address"
    case unreadableFile = "unreadable-file"
    case outsideTree = "outside-tree"
    case fileTooLarge = "file-too-large"
    case notUTF8 = "not-utf8"
    case syntax
    case duplicateKey = "duplicate-key"
    case refusedTag = "refused-tag"
    case tooManyAliases = "too-many-aliases"
    case tooDeep = "too-deep"
    case wrongKind = "wrong-kind"
    case unknownKey = "unknown-key"
    case missingKey = "missing-key"
    case wrongType = "wrong-type"
    case wrongValue = "wrong-value"
    case badVersion = "bad-version"
    case badDate = "bad-date"
    case unknownControl = "unknown-control"
    case unknownReference = "unknown-reference"
    case wrongSubject = "wrong-subject"
    case repeatedEntry = "repeated-entry"
    case waiverTooLong = "waiver-too-long"
    case unknownColumn = "unknown-column"
    case badRule = "bad-rule"
    case badTable = "bad-table"
    case badWorkbook = "bad-workbook"
    case foreignWorkbook = "foreign-workbook"
    case changedCell = "changed-cell"
    case badReport = "bad-report"
    case badLog = "bad-log"
    case cannotEdit = "cannot-edit"
    case badCard = "bad-card"
    case contradicted
    case unwritten
    case usage

    /// What the mistake is, why it matters, and what to do.
    package var explanation: String {
      switch self {
      case .missingFile:
        """
        A file that is named does not exist. Paths are read from the folder of airworthy.yaml. An \
        attestation that points at nothing shows nothing, and a check cannot read what is not there. \
        Correct the path, or write the file.
        """
      case .missingSection:
        """
        The document has no heading of the name after `#`. The name is the one that GitHub links to: \
        in lower case, with `-` for blanks and without other signs, and with `-1` for the second \
        heading of a name. An attestation that points at a section keeps the section's digest. \
        Correct the name, or leave it out to point at the whole file.
        """
      case .badAddress:
        """
        The text begins as an address does and is none that a browser could go to. An artefact is a \
        file of the folder, or an http or https address without a user name in it.
        """
      case .unreadableFile:
        "The file exists and cannot be read. Look at its permissions, and that it is a plain file."
      case .outsideTree:
        """
        A path leads out of the folder of airworthy.yaml, by `..`, by being absolute or through a \
        link. Evidence must be what others who clone the repository also have. Move the file into \
        the repository, or name it by a web address.
        """
      case .fileTooLarge:
        """
        Definition files may have 1 MiB at most, reports of other tools 64 MiB and two million \
        values. Split the file, or move data out of it.
        """
      case .notUTF8: "Text files are read as UTF-8. Save the file in that encoding."
      case .syntax:
        """
        The file is not well-formed YAML, or the report not the JSON or XML that it should be. Common \
        causes: a tab in the indentation, a list item that is not indented like its neighbours, a \
        `: ` inside text without quotes; a report that was cut off.
        """
      case .duplicateKey:
        """
        A key stands twice in one mapping. Readers of YAML and of JSON disagree about which one \
        counts, so neither does. Remove one of them.
        """
      case .refusedTag:
        """
        YAML tags (`!…`) have no meaning here, and elsewhere they construct objects; entities that \
        XML declares can stand for gigabytes, or for other files. Remove them.
        """
      case .tooManyAliases:
        """
        More than 64 aliases (`*name`) would be expanded. A few hundred bytes of aliases can stand \
        for gigabytes. Write the values out.
        """
      case .tooDeep: "Values are nested more than 100 deep. No definition file needs that."
      case .wrongKind:
        """
        Every file says what it is: `apiVersion: airworthy/v1` and `kind:`. Another version or kind \
        is not read, since its keys could mean something else.
        """
      case .unknownKey:
        """
        The key is not one that is read here. A misspelt key would otherwise silently do nothing. \
        `airworthy schema` prints every key.
        """
      case .missingKey: "A key that is always needed is not there. Add it."
      case .wrongType:
        "The value is of another type than the key takes: a text, a number, a list or a mapping."
      case .wrongValue: "The value is of the right type and not one that is allowed here."
      case .badVersion:
        """
        Versions are semantic versions, MAJOR.MINOR.PATCH as semver.org 2.0.0 has them. Evidence is \
        bound to versions, so they must be written the same way everywhere.
        """
      case .badDate:
        """
        Dates are written 2026-11-21, times as RFC 3339 with an offset, 2026-11-21T10:00:00Z. What \
        somebody did cannot lie in the future.
        """
      case .unknownControl:
        """
        No pack has a control of this id. `airworthy explain controls` lists all of them; a team's \
        own come from a file under `packs`.
        """
      case .unknownReference:
        """
        The name refers to a person, component, data set or check that is declared nowhere. \
        Declare it, or correct the name.
        """
      case .wrongSubject:
        """
        A control is about the whole system or about components of certain kinds. Evidence for \
        anybody else would never be read. Correct or remove `component`.
        """
      case .repeatedEntry:
        """
        Two entries say something about the same control of the same subject by the same person, \
        or bear the same id. Only one can count. Remove one. In a workbook: the question was answered \
        otherwise since it was written; see first which answer is right.
        """
      case .waiverTooLong:
        """
        A waiver runs longer than the policy allows (`policy: waiver-days`, 90 unless set). A waiver \
        is a loan: set an earlier end, and renew it by a new decision.
        """
      case .unknownColumn:
        "A column that is named is not in the data. Correct the name, or the data."
      case .badRule:
        """
        A rule about the columns of a table cannot be computed: a sign is out of place, a column is \
        not declared, or a text is compared with a number. Documentation/Formats/expectations.md \
        shows the language, e.g. `arr_time >= dep_time or is_missing(arr_time)`.
        """
      case .badTable:
        """
        A data file cannot be read as a table: no header, a column twice, an open quote, or a text \
        that is not UTF-8.
        """
      case .badWorkbook:
        """
        The file cannot be read as a workbook with answers: it is damaged, encrypted, larger than \
        such a file can be, or holds macros; or it was not written by 'airworthy score --format \
        xlsx'. Save it as .xlsx, or write it anew.
        """
      case .foreignWorkbook:
        """
        The workbook was written for another system, by other packs or in another format. Its \
        statements may mean something else here, so none of its answers is taken. Write it anew \
        with 'airworthy score --format xlsx' and carry the answers over.
        """
      case .changedCell:
        """
        A cell that says what a row is about is not as it was written, so that nobody can tell what \
        its answer answers. Undo the change, or write the workbook anew; comments have a column of \
        their own.
        """
      case .badReport:
        """
        A report of another tool is not what the tool writes, is cut off, or states nothing that \
        could be judged. Nothing was recorded. `airworthy explain FORMAT` says what is read, e.g. \
        `airworthy explain junit`.
        """
      case .cannotEdit:
        """
        'airworthy answer' changes a file in one place and then reads it again: everything else must \
        be as it was. Here that cannot be done, most often because an entry holds an anchor that is \
        used elsewhere, or because the last line of a text has no line end. Nothing was written. \
        Write the entry by hand, or mend what stands in the way.
        """
      case .badCard:
        """
        The file is no card that could be taken up: it has no heading that a field of the TRL Card         could be told by, or it is no text. A card that is compared must be one that 'airworthy card \
        --format json' wrote. Nothing was written.
        """
      case .contradicted:
        """
        The text of a card says something that facts contradict: a figure that the newest evidence \
        does not bear, another version or level, somebody who has no such duty, a requirement, data \
        set or file that does not exist. Readers trust what people write, so the card may not say \
        it. Correct the text, or what is declared, whichever is wrong.
        """
      case .badLog:
        """
        The file is no whole export of a log: a line is cut off, changed, missing or of something \
        else, so that its hash does not follow. Events are taken up all or none. Write the export \
        again with `airworthy log export`, and copy the whole file.
        """
      case .unwritten:
        """
        'airworthy init' left a place for words that only the team has. Until they are there, the \
        card and the history of levels say nothing.
        """
      case .usage: "The command was called in a way that it does not take; `--help` shows how."
      }
    }
  }
}
