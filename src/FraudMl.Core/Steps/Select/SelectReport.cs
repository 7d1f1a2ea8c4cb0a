namespace FraudMl.Steps;

/// <summary>Adds what was selected to the fitted model.</summary>
public static class SelectReport
{
    extension(FraudModel model)
    {
        /// <value>What the model's selecting steps kept, and by which scores, in order.</value>
        public IReadOnlyList<ColumnSelection> Selections => [.. model.Steps.OfType<FittedSelect>().Select(step => step.Selection)];
    }
}
