namespace FraudMl;

/// <summary>Options of the imputation step.</summary>
public sealed record ImputeOptions : StepOptions
{
    /// <value>What a missing number is replaced by. Default <see cref="Imputation.Median"/>.</value>
    public Imputation With { get; init; } = Imputation.Median;

    /// <value>The constant of <see cref="Imputation.Constant"/>, and of columns that are empty in training. Default 0.</value>
    [Rule]
    public double Constant { get; init; }

    /// <summary>Returns options with the given imputation and the other defaults.</summary>
    /// <param name="with">What a missing number is replaced by.</param>
    public static implicit operator ImputeOptions(Imputation with) => FromImputation(with);

    /// <summary>Returns options with the given imputation and the other defaults.</summary>
    /// <param name="with">What a missing number is replaced by.</param>
    public static ImputeOptions FromImputation(Imputation with) => new() { With = with };
}
