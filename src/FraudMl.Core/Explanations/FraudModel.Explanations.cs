namespace FraudMl;

public sealed partial class FraudModel
{
    private readonly Lazy<RowExplainer> _explainer;

    /// <value>What reasons say; null for input and value.</value>
    public ReasonTexts? Reasons => Parts.Reasons;

    internal RowExplainer Explainer => _explainer.Value;

    /// <summary>Returns the model with texts for its reasons; they are saved with it.</summary>
    /// <param name="texts">The texts by input.</param>
    /// <exception cref="FraudMlException">Thrown when a text or a hidden input names no input of the model.</exception>
    public FraudModel WithReasons(ReasonTexts texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        string[] known = [.. Inputs.Select(input => input.Name), .. Features.Select(feature => feature.Source)];
        string[] unknown = [.. texts.Texts.Keys.Concat(texts.Hidden).Where(name => !known.Contains(name))];
        if (unknown.Length > 0)
            throw new FraudMlException($"Reason texts name inputs that the model does not have: {string.Join(", ", unknown)}. Its inputs are {string.Join(", ", known.Distinct())}.");
        return new FraudModel(Parts with { Reasons = texts });
    }

    /// <summary>Returns why each row of a dataset got its score: exact Shapley values of the model's log-odds.</summary>
    /// <param name="rows">Rows with the model's input columns.</param>
    /// <param name="top">The most reasons a row, at least 1. Default 5.</param>
    /// <returns>One explanation per row.</returns>
    /// <exception cref="FraudMlException">Thrown when the model has no exact explanation or an input column is missing.</exception>
    public IReadOnlyList<Explanation> Explain(Dataset rows, int top = 5)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        var explanations = new List<Explanation>(rows.RowCount);
        ForEachBlock(rows, (session, _) =>
        {
            for (int row = 0; row < session.RowCount; row++) explanations.Add(session.Explain(row, top));
        });
        return explanations;
    }
}
