namespace FraudMl;

/// <summary>Adds dropping of columns to the pipeline builder.</summary>
public static class DropCatalog
{
    extension(FraudPipelineBuilder builder)
    {
        /// <summary>Adds a step that ends columns: later steps and the learner do not see them, costs still do.</summary>
        /// <param name="columns">The columns.</param>
        public FraudPipelineBuilder Drop(Columns columns) => builder.Step(new DropStep(columns));
    }
}
