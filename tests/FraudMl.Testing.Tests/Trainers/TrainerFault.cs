namespace FraudMl.Testing.Tests;

/// <summary>What is wrong with <see cref="FaultyTrainer"/>.</summary>
public enum TrainerFault
{
    None,
    LearnsTheOpposite,
    CountsItsFits,
    IgnoresWeights,
    ReadsTheSizeOfTheBlock,
    ForgetsWhatItLearned,
    ExportsOtherMaths,
    IgnoresTokens,
    IgnoresOptions,
}
