using System.Collections.Concurrent;
using FraudMl.Onnx;

namespace FraudMl.Tests;

/// <summary>Changes nothing and keeps the inner folds that a cross-fitted encoder in its place would be given.</summary>
internal sealed class FoldsStep : IFeatureStep
{
    public string Name => "Folds";

    public ValidatedOptions Options { get; } = new NoOptions();

    public ConcurrentQueue<IFolds> Seen { get; } = [];

    public IFeatureStep With(ValidatedOptions options) => this;

    public IFittedStep Fit(TrainingRows rows, StepContext context)
    {
        Seen.Enqueue(context.Folds);
        return new Fitted();
    }

    private sealed class Fitted : IFittedStep
    {
        public IReadOnlyList<SchemaColumn> Adds => [];

        public IReadOnlyList<string> Removes => [];

        public void Transform(RowBlock block)
        {
        }

        public void Export(OnnxGraph graph)
        {
        }
    }
}
