import Dashboard
import TerminalUI
import Testing

@Suite struct KeymapTests {
  @Test func noKeyHasTwoMeaningsOnAScreen() {
    for view in ViewName.allCases {
      var seen: Set<Key> = []
      for binding in Keymap.standard.bindings where binding.holds(in: view) {
        for key in binding.keys {
          #expect(seen.insert(key).inserted, "\(key.label) in \(view)")
        }
      }
    }
  }

  @Test func everyBindingIsExplained() {
    for binding in Keymap.standard.bindings {
      #expect(!binding.keys.isEmpty && !binding.help.isEmpty && binding.help.utf8.count <= 57)
      #expect((binding.hint ?? "").utf8.count <= 12)
    }
  }

  @Test func digitsOpenTheScreenOfTheirNumber() {
    for name in ScreenName.allCases {
      for view in ViewName.allCases {
        let key = Key.character(Character("\(name.rawValue)"))
        #expect(Keymap.standard.command(for: key, in: view) == .open(name))
      }
    }
  }

  @Test func theHelpOfEveryScreenShowsEveryKeyOfIt() {
    for screen in ScreenName.allCases {
      var story = Story(100, 90)
      story.press("\(screen.rawValue)?")
      for binding in Keymap.standard.bindings where binding.holds(in: story.app.view) {
        #expect(story.line(with: binding.help) != nil, "\(binding.help) on \(screen.title)")
      }
    }
  }

  @Test func keysThatMeanNothingDoNothing() {
    for screen in ScreenName.allCases {
      var story = Story()
      story.press("\(screen.rawValue)")
      let before = story.text
      for key in [Key.function(9), .delete, .character("ß"), .control("x"), .character("\u{1B}")] {
        story.tell(.key(key))
        #expect(story.effects.isEmpty && story.text == before, "\(key.label) on \(screen.title)")
      }
    }
  }
}
