using FraudMl.Onnx;

namespace FraudMl.Models;

/// <summary>The one form that every learner ends in: plain data that turns feature rows into margins (log-odds).</summary>
public abstract record ScoringModel
{
    /// <value>The number of features a row has.</value>
    public abstract int FeatureCount { get; }

    /// <summary>
    /// Checks a model that was read from a file, or made by hand, as a whole: nothing in it leads outside of its arrays. One that holds
    /// others checks them too. It is called before the model scores its first row.
    /// </summary>
    /// <exception cref="FraudMlException">Thrown when it is damaged.</exception>
    public virtual void Check()
    {
    }

    /// <summary>Scores rows. The probability of fraud is 1 / (1 + exp(−margin)).</summary>
    /// <param name="rows">Feature values, row after row.</param>
    /// <param name="margins">One margin per row; its length is the number of rows.</param>
    public abstract void Score(ReadOnlySpan<float> rows, Span<double> margins);

    /// <summary>Writes the model into a graph.</summary>
    /// <param name="graph">The graph being written.</param>
    /// <param name="features">The name of the [N, F] float tensor of the features.</param>
    /// <returns>The name of the [N, 1] double tensor of the margins.</returns>
    /// <exception cref="OnnxExportException">Thrown with the reason when ONNX can't express the model.</exception>
    public abstract string Export(OnnxGraph graph, string features);
}
