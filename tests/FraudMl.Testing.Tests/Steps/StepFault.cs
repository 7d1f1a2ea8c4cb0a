namespace FraudMl.Testing.Tests;

/// <summary>What is wrong with <see cref="FaultyStep"/>.</summary>
public enum StepFault
{
    None,
    ReadsTheSizeOfTheBlock,
    GivesTrainingRowsOtherValues,
    SpreadsMissingValues,
    SpreadsInfinity,
    SpreadsUnseenTexts,
    CountsItsFits,
    KeepsItsFirstFit,
    TellsLabels,
    IgnoresOptions,
    ForgetsWhatItLearned,
    ExportsOtherMaths,
    ExportsNothing,
}
