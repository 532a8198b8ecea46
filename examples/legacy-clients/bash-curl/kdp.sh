#!/usr/bin/env bash
# Registers sold devices with the Knox Deployment Program. Needs curl and sed.
set -euo pipefail

KDP_URL=${KDP_URL:-https://eu-be-reseller.samsungknox.com}
: "${KDP_KEY:?is not set}"
KDP_RUN=${KDP_RUN:-$(date +%s)}

RESELLER=4680000925
VENDOR=7850000063
CUSTOMER=1200000321
OTHER_CUSTOMER=1200000322

ATTEMPTS=5
POLLS=150

die() {
  echo "$*" >&2
  exit 1
}

# Sets STATUS and ANSWER; server trouble is tried again.
call() {
  local method=$1 path=$2 body=${3:-} key=${4:-$KDP_KEY} attempt
  for ((attempt = 0; attempt < ATTEMPTS; attempt++)); do
    local options=(-sS -m 120 -X "$method" -H "X-WSM-API-TOKEN: $key" -w '\n%{http_code}')
    if [ -n "$body" ]; then
      options+=(-H 'Content-Type: application/json' -d "$body")
    fi
    ANSWER=$(curl "${options[@]}" "$KDP_URL$path")
    STATUS=${ANSWER##*$'\n'}
    ANSWER=${ANSWER%$'\n'*}
    if [ "$STATUS" -lt 500 ]; then
      return
    fi
    sleep 1
  done
  die "$method $path: the server is in trouble, giving up"
}

# Prints a field of a flat JSON object on stdin, a string or a number.
field() {
  sed -n -e "s/.*\"$1\" *: *\"\([^\"]*\)\".*/\1/p" -e "s/.*\"$1\" *: *\([0-9][0-9]*\).*/\1/p"
}

# Prints the objects of a JSON array on stdin, one a line. Texts in them may have brackets.
objects() {
  { tr -d '\n'; echo; } | sed -n "s/.*\"$1\" *: *\[ *//p" | sed -e 's/^\].*//' -e 's/} *\].*/}/' -e 's/} *, *{/}\n{/g'
}

failure() {
  local data
  data=$(field data <<<"$1")
  echo "$(field code <<<"$1") $(field message <<<"$1"): ${data//$KDP_RUN-/}"
}

report() {
  if [ "$STATUS" = 200 ] && [ "$(field code <<<"$ANSWER")" = 2000000 ]; then
    echo "$1: accepted"
  else
    echo "$1: REFUSED $STATUS $(failure "$ANSWER")"
  fi
}

# A JSON array of the arguments.
list() {
  local json
  json=$(printf '"%s",' "$@")
  echo "[${json%,}]"
}

upload() {
  local version=$1 name=$2 customer=$3 type=$4 devices=$5 vendor=${6:-} key=${7:-$KDP_KEY}
  call PUT "/bulkenroll/$version/reseller/devices" "{\"transactionId\":\"$KDP_RUN-$name\",
    \"resellerId\":\"$RESELLER\",\"customerId\":\"$customer\",\"vendorId\":\"$vendor\",
    \"transactionType\":\"New\",\"devices\":{\"type\":\"$type\",\"list\":$devices}}" "$key"
  report "upload $name"
}

delete() {
  local version=$1 name=$2 customer=$3 what=$4 vendor=${5:-}
  call PUT "/bulkenroll/$version/reseller/devices/delete" "{\"transactionId\":\"$KDP_RUN-$name\",
    \"resellerId\":\"$RESELLER\",\"customerId\":\"$customer\",\"vendorId\":\"$vendor\",
    \"transactionType\":\"Delete\",$what}"
  report "delete $name"
}

device_id() {
  local id
  id=$(field imei <<<"$1")
  echo "${id:-$(field serialNumber <<<"$1")}"
}

print_status() {
  local version=$1 name=$2 vendor=${3:-} poll device code
  for ((poll = 0; poll < POLLS; poll++)); do
    call GET "/bulkenroll/$version/reseller/devices/status?resellerId=$RESELLER&transactionId=$KDP_RUN-$name&vendorId=$vendor"
    if [ "$STATUS" != 200 ]; then
      report "status $name"
      return
    fi
    if grep -q '"state" *: *"Complete"' <<<"$ANSWER"; then
      echo "status $name: $(field type <<<"$ANSWER") Complete"
      while read -r device; do
        code=$(field code <<<"$device")
        if [ "${code:-2000000}" = 2000000 ]; then
          echo "  $(device_id "$device") OK"
        else
          echo "  $(device_id "$device") FAILED $(failure "$device")"
        fi
      done < <(objects devices <<<"$ANSWER")
      return
    fi
    sleep 0.2
  done
  die "$name does not complete, giving up"
}

print_devices() {
  local device
  call GET "/bulkenroll/v1/reseller/devices?resellerId=$RESELLER&customerId=$CUSTOMER"
  if [ "$STATUS" != 200 ]; then
    report devices
    return
  fi
  echo "devices of $CUSTOMER: $(field totalCount <<<"$ANSWER")"
  while read -r device; do
    [ -z "$device" ] || echo "  $(device_id "$device")"
  done < <(objects devices <<<"$ANSWER")
}

print_accounts() {
  local what=$1 id=$2 account
  call POST "/bulkenroll/v1/reseller/$what" "{\"resellerId\":\"$RESELLER\"}"
  if [ "$STATUS" != 200 ]; then
    report "$what"
    return
  fi
  echo "$what: $(field totalCount <<<"$ANSWER")"
  while read -r account; do
    echo "  $(field "$id" <<<"$account") $(field name <<<"$account")"
  done < <(objects "$what" <<<"$ANSWER")
}

# An order of two devices. One with a repeated device and one that is no IMEI. One with another customer's device.
upload v1 PO-1 $CUSTOMER IMEI "$(list 351800000000701 351800000001188)"
print_status v1 PO-1
upload v1 PO-2 $CUSTOMER IMEI "$(list 351800000001188 351800000001261 NOT-AN-IMEI)"
print_status v1 PO-2
upload v1 PO-3 $OTHER_CUSTOMER IMEI "$(list 351800000000701)"
print_status v1 PO-3

# Two-tier: sold by a shop below the reseller.
upload v2 PO-4 $CUSTOMER SN "$(list R58N30ABCDE R58N30ABCDF)" $VENDOR
print_status v2 PO-4 $VENDOR

# Returned by the customer, with one that was never sold; and by a customer who never had it.
delete v1 RMA-1 $CUSTOMER "\"devices\":{\"type\":\"IMEI\",\"list\":$(list 351800000001261 351800000001675)}"
print_status v1 RMA-1
delete v1 RMA-2 $OTHER_CUSTOMER "\"devices\":{\"type\":\"IMEI\",\"list\":$(list 351800000000701)}"
print_status v1 RMA-2

# Refused as a whole: an unknown customer, a transaction id used twice, a wrong key.
upload v1 PO-5 1999999999 IMEI "$(list 351800000001345)"
upload v1 PO-1 $CUSTOMER IMEI "$(list 351800000001345)"
upload v1 PO-6 $CUSTOMER IMEI "$(list 351800000001345)" '' not-the-key

print_devices
print_accounts customers customerId
print_accounts resellers resellerId

# Two orders are cancelled: all that they registered is deleted.
delete v1 RMA-3 $CUSTOMER "\"removeTransactionId\":\"$KDP_RUN-PO-1\""
print_status v1 RMA-3
delete v2 RMA-4 $CUSTOMER "\"removeTransactionId\":\"$KDP_RUN-PO-4\"" $VENDOR
print_status v2 RMA-4 $VENDOR
print_devices
