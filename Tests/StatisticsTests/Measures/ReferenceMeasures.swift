/// What `Reference/measures.py` computes.
struct ReferenceMeasures: Decodable {
  struct Chance: Decodable {
    let n: Int
    let c: Int
    let k: Int
    let t: Int
    let probability: Double
    let tail: Double
  }

  struct AllCorrect: Decodable {
    let n: Int
    let c: Int
    let k: Int
    let value: Double
  }

  struct Stable: Decodable {
    let n: Int
    let c: Int
    let k: Int
    let taus: [Double]
    let values: [Double]
    let mean: Double
  }

  struct Area: Decodable {
    let n: Int
    let c: Int
    let k: Int
    let budget: Double
    let doublings: Double
  }

  struct Majority: Decodable {
    let counts: [Int]
    let right: [Int]
    let unanswered: Int
    let k: Int
    let value: Double
  }

  struct Wilson: Decodable {
    let successes: Int
    let trials: Int
    let z: Double
    let low: Double
    let high: Double
  }

  struct ZeroSuccesses: Decodable {
    let trials: Int
    let limit: Double
  }

  struct Cluster: Decodable {
    let values: [Double]
    let groups: [Int]
    let naive: Double
    let clustered: Double
  }

  let hypergeometric: [Chance]
  let allCorrect: [AllCorrect]
  let stable: [Stable]
  let area: [Area]
  let majority: [Majority]
  let wilson: [Wilson]
  let zeroSuccesses: [ZeroSuccesses]
  let cluster: [Cluster]

  init() throws { self = try referenceValues("measures", as: Self.self) }
}
