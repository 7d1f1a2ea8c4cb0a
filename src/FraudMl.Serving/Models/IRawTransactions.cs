using System.Diagnostics.CodeAnalysis;
using FraudMl.Pipelines;

namespace FraudMl.Serving;

/// <summary>Turns the raw transactions that a model's requests bring into those of its inputs that are windows.</summary>
internal interface IRawTransactions
{
    /// <summary>Records the transactions of a block in their order and sets their features.</summary>
    void Fill(ScoringSession session, CarriedValues carried);

    /// <summary>Returns the features that a row was given.</summary>
    float[] FeaturesOf(ScoringSession session, int row);

    /// <summary>Gives a row features once more, without recording it.</summary>
    void Set(ScoringSession session, int row, float[] features);

    /// <summary>Binds typed rows, which are recorded as they are set.</summary>
    RowBinder<T> Bind<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>()
        where T : notnull;

    /// <summary>Makes sure that what was recorded outlives what the store promises.</summary>
    void Commit();
}
