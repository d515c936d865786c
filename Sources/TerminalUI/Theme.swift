/// A color as a theme names it.
package enum Color: Equatable, Hashable, Sendable {
  /// One of the terminal's own 16 colors, which follow the user's scheme.
  case terminal(UInt8)
  /// One of the 256 fixed colors.
  case indexed(UInt8)
  case rgb(red: UInt8, green: UInt8, blue: UInt8)
}

/// How a role looks: colors (`nil` is the terminal's default) and attributes.
package struct Look: Equatable, Hashable, Sendable {
  package var foreground: Color?
  package var background: Color?
  package var isBold = false
  package var isDim = false
  package var isUnderlined = false
  package var isReversed = false

  package init(
    foreground: Color? = nil, background: Color? = nil, bold: Bool = false, dim: Bool = false,
    underlined: Bool = false, reversed: Bool = false
  ) {
    self.foreground = foreground
    self.background = background
    isBold = bold
    isDim = dim
    isUnderlined = underlined
    isReversed = reversed
  }
}

/// A look for every role.
package struct Theme: Equatable, Sendable {
  package let name: String
  private let looks: [Look]

  /// Creates a theme; a role that `looks` does not name looks like the terminal's default.
  package init(name: String, looks: [Role: Look]) {
    self.name = name
    self.looks = Role.allCases.map { looks[$0] ?? Look() }
  }

  /// The look of a style: its role's, with the style's own attributes laid over it.
  package func look(of style: Style) -> Look {
    var look = looks[Int(style.role.rawValue)]
    look.isBold = look.isBold || style.isBold
    look.isUnderlined = look.isUnderlined || style.isUnderlined
    if style.isReversed { look.isReversed.toggle() }
    return look
  }

  /// The theme without any color: what `NO_COLOR` and monochrome terminals get.
  package var withoutColor: Theme {
    var plain: [Role: Look] = [:]
    for role in Role.allCases {
      var look = looks[Int(role.rawValue)]
      let hadBackground = look.background != nil
      (look.foreground, look.background) = (nil, nil)
      look.isReversed = look.isReversed || (hadBackground && !Role.heat.contains(role))
      plain[role] = look
    }
    return Theme(name: name, looks: plain)
  }
}
