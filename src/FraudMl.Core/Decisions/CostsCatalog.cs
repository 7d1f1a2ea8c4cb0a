using System.Linq.Expressions;

namespace FraudMl;

/// <summary>The cost-based decisions of FraudMl.Core.</summary>
public static class CostsCatalog
{
    extension(Costs)
    {
        /// <summary>Returns a rule that flags a transaction when p · cost of the missed fraud &gt; cost of a review.</summary>
        /// <param name="missedFraud">The cost of missing a fraud, over the raw input row, for example <c>row =&gt; row["Amount"]</c>, or <c>row =&gt; 100</c>.</param>
        /// <param name="review">The cost of reviewing a transaction, above 0, in the same currency.</param>
        /// <exception cref="FraudMlException">Thrown when the review cost is not above 0 or the expression is not supported.</exception>
        public static IDecisionRule PerTransaction(Expression<Func<FeatureRow, double>> missedFraud, double review) =>
            new PerTransactionCostRule(new() { MissedFraud = DerivedParser.Parse(missedFraud, "The cost of a missed fraud"), Review = review }).Checked();
    }
}
