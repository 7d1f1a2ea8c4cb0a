using System.Globalization;

namespace FraudMl;

public static partial class SyntheticTransactions
{
    /// <summary>
    /// Returns made-up card payments with their customers and terminals:
    /// <c>TRANSACTION_ID,TX_DATETIME,CUSTOMER_ID,TERMINAL_ID,TX_AMOUNT</c> and
    /// <c>TX_FRAUD</c> as the Fraud Detection Handbook names them, and the texts <c>CATEGORY</c> and <c>ENTRY</c>.
    /// </summary>
    /// <remarks>
    /// Time-ordered; customers pay at terminals around them. About one payment in a hundred is a fraud, in three ways that
    /// <c>TX_FRAUD_SCENARIO</c> tells (a column that is ignored): 1, a stolen number that pays online several times within an hour; 2, a
    /// terminal at which for 28 days most payments are frauds; 3, a copied card that for 14 days pays five times its usual amounts.
    /// Keys are features too, so that pipelines can encode them.
    /// </remarks>
    /// <param name="options">The options.</param>
    /// <exception cref="FraudMlException">Thrown when an option breaks its rule.</exception>
    public static Dataset Payments(SyntheticPaymentsOptions? options = null)
    {
        options ??= new SyntheticPaymentsOptions();
        options.Validate();
        var drawn = SyntheticPayments.Draw(options);
        SyntheticPayment[] payments = [.. drawn.Payments];
        return new Dataset(
        [
            Text("TRANSACTION_ID", [.. Enumerable.Range(0, payments.Length)], Numbered(payments.Length), ColumnRoles.Ignored),
            new TimestampColumn("TX_DATETIME", Array.ConvertAll(payments, payment => payment.Microseconds),
                ColumnRoles.Timestamp | ColumnRoles.Feature),
            Text("CUSTOMER_ID", Array.ConvertAll(payments, payment => payment.Customer), Numbered(options.CustomerCount), ColumnRoles.Key),
            Text("TERMINAL_ID", Array.ConvertAll(payments, payment => payment.Terminal), Numbered(options.TerminalCount),
                ColumnRoles.Key | ColumnRoles.Feature),
            new NumberColumn("TX_AMOUNT", Array.ConvertAll(payments, payment => payment.Amount)),
            Text("CATEGORY", Array.ConvertAll(payments, payment => drawn.Merchants.CategoryOf[payment.Terminal]),
                SyntheticMerchants.Categories.Select(category => category.Name), ColumnRoles.Feature),
            Text("ENTRY", Array.ConvertAll(payments, payment => payment.Entry), SyntheticMerchants.Entries, ColumnRoles.Feature),
            new NumberColumn("TX_FRAUD", Array.ConvertAll(payments, payment => payment.Scenario > 0 ? 1f : 0f), ColumnRoles.Label),
            new NumberColumn("TX_FRAUD_SCENARIO", Array.ConvertAll(payments, payment => (float)payment.Scenario), ColumnRoles.Ignored),
        ],
        "synthetic payments");
    }

    private static TextColumn Text(string name, int[] codes, IEnumerable<string> texts, ColumnRoles roles) =>
        new(name, codes, new TextDictionary([.. texts]), roles);

    private static IEnumerable<string> Numbered(int count) =>
        Enumerable.Range(0, count).Select(number => number.ToString(CultureInfo.InvariantCulture));
}
