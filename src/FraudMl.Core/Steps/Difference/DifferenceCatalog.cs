namespace FraudMl;

/// <summary>Adds differences of columns to the pipeline builder.</summary>
public static class DifferenceCatalog
{
    extension(FraudPipelineBuilder builder)
    {
        /// <summary>Adds a step that subtracts one number from another into <c>Amount-MeanAmount</c>.</summary>
        /// <param name="minuend">A number column.</param>
        /// <param name="subtrahend">A number column.</param>
        public FraudPipelineBuilder Difference(string minuend, string subtrahend) => builder.Step(new DeriveStep(new(
            $"{minuend}-{subtrahend}", new DerivedCall(DerivedFunction.Subtract, [new DerivedColumn(minuend), new DerivedColumn(subtrahend)])) { IsMadeUp = true }));
    }
}
