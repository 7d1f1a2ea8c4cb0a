namespace FraudMl;

/// <summary>Adds ratios of columns to the pipeline builder.</summary>
public static class RatioCatalog
{
    extension(FraudPipelineBuilder builder)
    {
        /// <summary>Adds a step that divides one number by another into <c>Amount/Limit</c>; it is missing where the divisor is 0.</summary>
        /// <remarks>For another name, or another rule for 0, use <c>Derive</c>.</remarks>
        /// <param name="numerator">A number column.</param>
        /// <param name="denominator">A number column.</param>
        public FraudPipelineBuilder Ratio(string numerator, string denominator) =>
            builder.Step(new DeriveStep(new($"{numerator}/{denominator}", Quotient(new DerivedColumn(numerator), new DerivedColumn(denominator))) { IsMadeUp = true }));
    }

    internal static DerivedNode Quotient(DerivedNode numerator, DerivedNode denominator) => new DerivedCall(
        DerivedFunction.Select,
        [
            new DerivedCall(DerivedFunction.Equal, [denominator, new DerivedNumber(0)]),
            new DerivedNumber(float.NaN),
            new DerivedCall(DerivedFunction.Divide, [numerator, denominator]),
        ]);
}
