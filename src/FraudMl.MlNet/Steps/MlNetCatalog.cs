using Microsoft.ML;

namespace FraudMl;

/// <summary>Adds transformers of ML.NET to the pipeline builder.</summary>
public static class MlNetCatalog
{
    /// <summary>
    /// The <see cref="AppContext"/> switch that lets <see cref="FraudModel.Load(Stream)"/> read models with ML.NET's transformers. Their
    /// files name the assemblies that ML.NET's loader loads, and which of their loadable classes it makes objects of:
    /// turn it on only for files that you trust.
    /// </summary>
    public const string LoadSwitch = MlNetZip.LoadSwitch;

    extension(FraudPipelineBuilder builder)
    {
        /// <summary>Adds a step that is fitted and computed by ML.NET.</summary>
        /// <remarks>
        /// It sees the columns that stand at its place: numbers as Single, texts as Text (missing, and texts that training did not see,
        /// are empty), times as Int64 microseconds, and while it is fitted the label as the Boolean column <c>Label</c>. Its new columns
        /// of type Single, Double or Boolean, vectors of known size included, become number columns; a slot of a vector is named
        /// <c>Vector.slot</c>. The transformer is stored in the model by ML.NET's own format and loads under
        /// <see cref="LoadSwitch"/> only. It exports to ONNX where ML.NET's converter writes what it computes, and
        /// is refused by name elsewhere.
        /// </remarks>
        /// <param name="estimator">Returns what ML.NET fits; it is called once for each fit.</param>
        /// <param name="options">The options.</param>
        public FraudPipelineBuilder MlNet(Func<MLContext, IEstimator<ITransformer>> estimator, MlNetOptions? options = null) =>
            builder.Step(new MlNetStep(estimator, options ?? new MlNetOptions()));
    }
}
