internal import Digests
internal import Documents
internal import Readiness

// What people state in the files beside airworthy.yaml, tied to what it is about.

extension Linker {
  func attestations(
    _ written: [Statement<WrittenAttestation>], in file: inout DefinitionFile
  ) -> [Attestation] {
    var seen: Set<String> = []
    return written.flatMap { statement in
      let artefacts = statement.body.artefacts.compactMap { artefact($0, in: &file) }
      if let until = statement.body.until, until.value <= statement.on.value {
        file.reader.report(
          .wrongValue, "the attestation ends before it begins", at: until)
      }
      return subjects(statement, in: &file).compactMap { subject -> Attestation? in
        let key = "\(subject) \(statement.control.value) \(statement.person.value)"
        guard seen.insert(key).inserted else {
          file.reader.report(
            .repeatedEntry,
            "\(statement.person.value) says something about \(statement.control.value) of "
              + "\(subject) twice", at: statement.control, fix: "remove one of the entries")
          return nil
        }
        return Attestation(
          control: statement.control.value, subject: subject, says: statement.body.says,
          by: statement.person.value, on: statement.on.value, artefacts: artefacts,
          note: statement.body.note, until: statement.body.until?.value)
      }
    }
  }

  func waivers(_ written: [Statement<WrittenWaiver>], in file: inout DefinitionFile) -> [Waiver] {
    var seen: Set<String> = []
    return written.flatMap { statement -> [Waiver] in
      if let until = statement.body.until { checkSpan(from: statement.on, to: until, in: &file) }
      return subjects(statement, in: &file).compactMap { subject -> Waiver? in
        guard let until = statement.body.until else { return nil }
        guard seen.insert("\(subject) \(statement.control.value)").inserted else {
          file.reader.report(
            .repeatedEntry, "\(statement.control.value) of \(subject) is waived twice",
            at: statement.control, fix: "keep the newer entry")
          return nil
        }
        return Waiver(
          control: statement.control.value, subject: subject, reason: statement.body.reason,
          text: statement.body.text, owner: statement.person.value, granted: statement.on.value,
          until: until.value)
      }
    }
  }

  private func checkSpan(
    from start: Located<Instant>, to end: Located<Instant>, in file: inout DefinitionFile
  ) {
    let (from, until, most) = (start.value, end.value, policy.waiverDaysMax)
    if until <= from {
      file.reader.report(.wrongValue, "the waiver ends before it begins", at: end)
    } else if until.days(since: from) > most {
      let last = from.adding(days: most)
      file.reader.report(
        .waiverTooLong,
        "the waiver runs for \(until.days(since: from)) days; the policy allows \(most)", at: end,
        fix: last > now
          ? "end it by \(last.day) and decide again then"
          : "decide again: grant it anew, and end it by \(now.adding(days: most).day)")
    }
  }

  func exemptions(_ written: [Statement<String>], in file: inout DefinitionFile) -> [Exemption] {
    var seen: Set<String> = []
    return written.flatMap { statement in
      subjects(statement, in: &file).compactMap { subject -> Exemption? in
        guard seen.insert("\(subject) \(statement.control.value)").inserted else {
          file.reader.report(
            .repeatedEntry, "\(statement.control.value) of \(subject) stands twice",
            at: statement.control, fix: "remove one of the entries")
          return nil
        }
        return Exemption(
          control: statement.control.value, subject: subject, reason: statement.body,
          by: statement.person.value, on: statement.on.value)
      }
    }
  }
}
