import Results
import TerminalUI

extension App {
  /// What the open view of *Training* shows.
  var trainingExhibit: Exhibit? {
    switch view {
    case .dynamics: dynamicsExhibit
    case .entropyReward: entropyRewardExhibit
    case .stepHeat: stepHeatExhibit
    case .algorithms: algorithmsExhibit
    default: stepsExhibit
    }
  }

  func drawTraining(into buffer: inout Buffer, frame: Rect) {
    switch view {
    case .dynamics: drawDynamics(into: &buffer, frame: frame)
    case .entropyReward: drawEntropyReward(into: &buffer, frame: frame)
    case .stepHeat: drawStepHeat(into: &buffer, frame: frame)
    case .algorithms: drawAlgorithms(into: &buffer, frame: frame)
    default: drawSteps(into: &buffer, frame: frame)
    }
  }
}
