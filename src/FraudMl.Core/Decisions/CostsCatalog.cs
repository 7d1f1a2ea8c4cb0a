using System.Linq.Expressions;

namespace FraudMl;

/// <summary>The cost-based decisions of FraudMl.Core.</summary>
public static class CostsCatalog
{
    extension(Costs)
    {
        /// <summary>Returns a rule that flags a transaction when p · cost of the missed fraud &gt; cost of a review.</summary>
        /// <param name="missedFraud">The cost of missing a fraud, over the raw input row, for example <c>row =&gt; row["Amount"]</c>, or
        /// <c>row =&gt; 100</c>.</param>
        /// <param name="review">The cost of reviewing a transaction, above 0, in the same currency.</param>
        /// <param name="undecidable">
        /// What becomes of a transaction without a probability, or without a cost that can be believed: an input
        /// that the cost reads is missing or infinite, unless the cost itself asks for that (<c>float.IsNaN</c>, <c>row.Text(…) ==
        /// null</c>), the cost is negative, or an input below zero makes it smaller than zero would. Default flagged.
        /// </param>
        /// <exception cref="FraudMlException">Thrown when the review cost is not above 0 or the expression is not supported.</exception>
        public static IDecisionRule PerTransaction(
            Expression<Func<FeatureRow, double>> missedFraud, double review, Undecidable undecidable = Undecidable.Flag) =>
            new PerTransactionCostRule(new()
            {
                MissedFraud = DerivedParser.Parse(missedFraud, "The cost of a missed fraud"), Review = review, Undecidable = undecidable,
            }).Checked();
    }
}
