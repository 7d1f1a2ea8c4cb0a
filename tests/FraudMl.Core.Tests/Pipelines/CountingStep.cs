using FraudMl.Onnx;

namespace FraudMl.Tests;

/// <summary>Changes nothing and counts how often, and for how many rows, a pipeline runs.</summary>
internal sealed class CountingStep : IFeatureStep
{
    public string Name => "Counting";

    public ValidatedOptions Options => NoOptions.Instance;

    public int Passes { get; set; }

    public int Rows { get; set; }

    public IFeatureStep With(ValidatedOptions options) => this;

    public IFittedStep Fit(TrainingRows rows, StepContext context) => new Fitted(this);

    private sealed class Fitted(CountingStep step) : IFittedStep
    {
        public IReadOnlyList<SchemaColumn> Adds => [];

        public IReadOnlyList<string> Removes => [];

        public void Transform(RowBlock block)
        {
            step.Passes++;
            step.Rows += block.RowCount;
        }

        public void Export(OnnxGraph graph)
        {
        }
    }
}
