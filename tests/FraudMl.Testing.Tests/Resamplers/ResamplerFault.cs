namespace FraudMl.Testing.Tests;

/// <summary>What is wrong with <see cref="FaultyResampler"/>.</summary>
public enum ResamplerFault
{
    None,
    CountsItsCalls,
    IgnoresItsSeed,
    DropsValidationRows,
    ChangesSurvivors,
    MissesItsTarget,
    TellsAnotherShift,
    TakesOneClass,
    RefusesWithoutReason,
    RefusesMissingWithoutColumn,
    MakesCategories,
    IgnoresTokens,
    IgnoresOptions,
    ChangesItsInput,
}
